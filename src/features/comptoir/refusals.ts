/** Somebody else took the demande, or gave it to another, since the page was shown: nothing is overwritten. */
export class AttributionChangee extends Error {
  readonly reference: string
  /** Who has it now, in words; null for nobody. */
  readonly agent: string | null
  constructor(reference: string, agent: string | null) {
    super('the demande was given to somebody else since it was shown')
    this.reference = reference
    this.agent = agent
  }
}

/** A demande that is over is given to nobody. */
export class DemandeTerminee extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('the demande is over')
    this.reference = reference
  }
}

/** No such agent, or not one of this démarche, or who left. */
export class CollegueIntrouvable extends Error {
  readonly reference: string
  constructor(reference: string) {
    super('no such colleague for this démarche')
    this.reference = reference
  }
}

/** No such lot, or one of another agent: the two look the same. */
export class LotIntrouvable extends Error {}

/** A démarche that was not given to this agent. */
export class DemarcheNonConfiee extends Error {}

/** No such filter, or one of another agent. */
export class FiltreIntrouvable extends Error {}

/** As many filters as one agent may keep. */
export class TropDeFiltres extends Error {}
