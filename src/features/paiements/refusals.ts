/** Nothing is due, or the demande is not theirs: the two look the same. */
export class RienAPayer extends Error {}

/** It is paid: nobody pays twice. */
export class DejaPaye extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('already paid')
    this.reference = reference
  }
}

/** The provider does not answer, or no payment can be opened now: the demande is safe, and there is the paper route. */
export class PaiementImpossible extends Error {
  readonly reference: string
  constructor(reference: string, options?: ErrorOptions) {
    super('no payment can be opened now', options)
    this.reference = reference
  }
}

/** The page that is open at the provider asks another amount than what is due now: it must not be paid. */
export class MontantChange extends Error {
  readonly reference: string
  readonly faits: { avantCents: number; montantCents: number; jusque: Date }
  constructor(reference: string, faits: MontantChange['faits']) {
    super('the amount has changed')
    this.reference = reference
    this.faits = faits
  }
}

/** No such attempt. */
export class PaiementIntrouvable extends Error {}

/** It has an end already, or still may have one by itself: nobody decides in its place. */
export class PaiementDejaRegle extends Error {
  readonly id: string
  constructor(id: string) {
    super('the payment waits for nobody')
    this.id = id
  }
}

/** What the provider says at this moment does not leave this decision. */
export class DecisionFermee extends Error {
  readonly id: string
  constructor(id: string) {
    super('this decision is not open')
    this.id = id
  }
}
