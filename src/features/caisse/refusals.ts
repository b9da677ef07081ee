/** No such day closed, or cheque, or one of a démarche that is not theirs: they look the same. */
export class EcritureIntrouvable extends Error {}

/** Why a day cannot be closed now. */
export type EmpechementDeCloture =
  | { kind: 'jour-pas-fini' }
  | { kind: 'deja-clos' }
  | { kind: 'rien-a-clore' }
  | { kind: 'jour-anterieur-ouvert'; jour: string }
  | { kind: 'demarche-non-confiee' }
  | { kind: 'a-change' }

/** The day stays as it was: nothing was closed. */
export class ClotureImpossible extends Error {
  readonly jour: string
  readonly empechement: EmpechementDeCloture
  constructor(jour: string, empechement: EmpechementDeCloture) {
    super(`not closed: ${empechement.kind}`)
    this.jour = jour
    this.empechement = empechement
  }
}
