/**
 * Silence has already accepted this demande (CRPA L231-1): an unfavourable decision would be a withdrawal, which
 * obeys other rules (L242-1) and is not made from this screen.
 */
export class AcceptationImpliciteNee extends Error {
  readonly reference: string
  /** YYYY-MM-DD */
  readonly le: string
  constructor(reference: string, le: string) {
    super('silence has already accepted this demande')
    this.reference = reference
    this.le = le
  }
}

/** The document was replaced while an agent judged it: the new one is to be looked at. */
export class PieceRemplacee extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('the document was replaced since it was shown')
    this.reference = reference
  }
}

/** Somebody else judged the document since it was shown. */
export class PieceJugeeEntreTemps extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('the document was judged since it was shown')
    this.reference = reference
  }
}
