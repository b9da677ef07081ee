/** No such refund, or of a démarche of others: the two look the same. */
export class RemboursementIntrouvable extends Error {}

/** Somebody, or the provider, was first: what was asked no longer fits the state. */
export class RemboursementChange extends Error {
  readonly paiementId: string
  constructor(paiementId: string) {
    super('the refund, or the payment, changed meanwhile')
    this.paiementId = paiementId
  }
}

/** Four eyes: the one who asked may not approve. */
export class QuatreYeux extends Error {
  readonly paiementId: string
  constructor(paiementId: string) {
    super('whoever asked may not approve')
    this.paiementId = paiementId
  }
}

/** Nothing of this payment can be given back through the provider. */
export class RienARendre extends Error {
  readonly paiementId: string
  constructor(paiementId: string) {
    super('nothing to give back')
    this.paiementId = paiementId
  }
}

/** The provider does not answer: nothing was sent, nothing was changed. */
export class PrestataireMuet extends Error {
  readonly paiementId: string
  constructor(paiementId: string, options?: ErrorOptions) {
    super('the provider does not answer', options)
    this.paiementId = paiementId
  }
}
