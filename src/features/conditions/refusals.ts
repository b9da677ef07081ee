/** The person has not accepted the terms in force that this act needs: they are led to them. */
export class ConditionsAAccepter extends Error {
  readonly demarche: string
  constructor(demarche: string) {
    super(`terms to accept for ${demarche}`)
    this.demarche = demarche
  }
}

/** The text changed between the page that showed it and the answer: nothing was recorded. */
export class ConditionsChangees extends Error {}

/** The person refuses a version that they accepted: nothing was recorded, what they accepted stands. */
export class ConditionsDejaAcceptees extends Error {
  readonly accepteeLe: Date
  constructor(accepteeLe: Date) {
    super('terms refused after they were accepted')
    this.accepteeLe = accepteeLe
  }
}

/** No such text, or no such version of it. */
export class VersionIntrouvable extends Error {}

/** Another administrator published, or saved the draft, since this page was shown. */
export class TexteModifieEntreTemps extends Error {}
