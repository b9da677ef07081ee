import type { Acte, Statut } from './demande.ts'

/** No such demande, or not one of this person: the two look the same. */
export class DemandeIntrouvable extends Error {}

/** No such brouillon, or not one of this person. */
export class BrouillonIntrouvable extends Error {}

/** The brouillon became a demande: the person is led there. */
export class BrouillonDejaDepose extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('brouillon already filed')
    this.reference = reference
  }
}

/** The act is not possible in the present state (somebody else acted first, or a page was left open). */
export class ActeImpossible extends Error {
  readonly reference: string
  readonly acte: Acte
  readonly statut: Statut
  constructor(reference: string, acte: Acte, statut: Statut) {
    super(`${acte} is not allowed when ${statut}`)
    this.reference = reference
    this.acte = acte
    this.statut = statut
  }
}

/** The demande changed since the page was shown: nothing is overwritten. */
export class DemandeModifieeEntreTemps extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('the demande changed since it was shown')
    this.reference = reference
  }
}

/** The brouillon was saved from another tab since this page was shown. */
export class BrouillonModifieAilleurs extends Error {}

/** The démarche cannot be filed now: not yet open, or closed. */
export class DemarcheFermee extends Error {
  readonly slug: string
  /** What the person reads of its dates. */
  readonly phrase: string
  constructor(slug: string, phrase: string) {
    super(`démarche ${slug} is not open`)
    this.slug = slug
    this.phrase = phrase
  }
}

/** As many brouillons are open as one person may have. */
export class TropDeBrouillons extends Error {}

/** The answers are not complete: the person is led to the check page. */
export class DemandeIncomplete extends Error {
  readonly brouillonId: string
  constructor(brouillonId: string) {
    super('the brouillon is not complete')
    this.brouillonId = brouillonId
  }
}

/** No reasons are owed: silence rejected nothing, somebody decided, or the time to contest is over. */
export class MotifsNonDus extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('no reasons are owed on this demande')
    this.reference = reference
  }
}

/** No implicit acceptance to attest. */
export class RienAAttester extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('silence accepted nothing')
    this.reference = reference
  }
}
