/** No such document or upload, or not one of this person: the two look the same. */
export class PieceIntrouvable extends Error {}

/** The analysis has not said yet whether an agent may open this document. Unless told apart, it is not there yet. */
export class PieceEnAnalyse extends PieceIntrouvable {}

/** A document that cannot be taken, in words that say how to mend it. */
export class PieceRefusee extends Error {
  readonly erreur: string
  constructor(erreur: string) {
    super('document refused')
    this.erreur = erreur
  }
}

/** A chunk that does not follow what was received: where to go on from. */
export class MorceauHorsSuite extends Error {
  readonly recu: number
  constructor(recu: number) {
    super('chunk out of sequence')
    this.recu = recu
  }
}
