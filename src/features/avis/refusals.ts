/** No such opinion, or nothing to do with this agent: the two look the same. */
export class AvisIntrouvable extends Error {}

/** The opinion was given, withdrawn, or is of no use any more since the demande ended. */
export class AvisClos extends Error {
  /** The demande, for whoever may see it. */
  readonly reference: string | undefined
  constructor(reference?: string) {
    super('this opinion is not awaited any more')
    this.reference = reference
  }
}
