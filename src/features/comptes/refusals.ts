/** The link was used, has expired, or was never ours: the three look the same. */
export class LienInvalide extends Error {}

/** The same for the link of a forgotten password. */
export class LienDeReinitialisationInvalide extends Error {}

/** The same for the other mailed links; `pour` chooses what the page says to do next. */
export class LienPerime extends Error {
  readonly pour: 'deblocage' | 'nouvelle-adresse' | 'cloture' | 'gel'
  constructor(pour: LienPerime['pour']) {
    super('this link opens nothing any more')
    this.pour = pour
  }
}

/** Demandes are being examined: the account stays until they are decided. */
export class ClotureImpossible extends Error {}

/** Wrong address, wrong password, unknown account: never told apart. */
export class ConnexionRefusee extends Error {}

/** Too many failures for this address, or from this network: until when. */
export class ConnexionBloquee extends Error {
  readonly jusquA: Date
  constructor(jusquA: Date) {
    super('sign-in is blocked for a time')
    this.jusquA = jusquA
  }
}

/** No such open session, or not one of this person. */
export class SessionIntrouvable extends Error {}
