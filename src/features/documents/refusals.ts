/** No such document, or not one of this person: the two look the same. */
export class DocumentIntrouvable extends Error {}

/** A demande under way that needs a document. */
export interface Usage {
  reference: string
  /** When its answer is due, YYYY-MM-DD; null while its clock is stopped. */
  reponseAvant: string | null
}

/** The document serves demandes that nobody has decided yet. */
export class DocumentUtilise extends Error {
  readonly usages: readonly Usage[]
  constructor(usages: readonly Usage[]) {
    super('the document is in use')
    this.usages = usages
  }
}

/** It cannot be put where it was asked for, in words that say how to mend it. */
export class DocumentRefuse extends Error {
  readonly erreur: string
  constructor(erreur: string) {
    super('the document cannot be used here')
    this.erreur = erreur
  }
}
