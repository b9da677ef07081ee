/** A decision bears the name of who takes it (CRPA L212-1): an agent whom the public knows by a number takes none. */
export class DecideurAnonyme extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('a decision bears the name of its author')
    this.reference = reference
  }
}

/** No such decision, or not one that this person may read: the two look the same. */
export class DecisionIntrouvable extends Error {}
