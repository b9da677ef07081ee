/** No such poll. */
export class SondageIntrouvable extends Error {}

/** Another administrator changed, opened or closed this poll since the page was shown. */
export class SondageModifieEntreTemps extends Error {
  readonly numero: number
  constructor(numero: number) {
    super('the poll changed since it was shown')
    this.numero = numero
  }
}

/** One poll is open at most, and it is another one. */
export class AutreSondageOuvert extends Error {}

/** The poll that was answered is not open any more; the vote is not counted. */
export class SondageFerme extends Error {}

/** This network voted too often; the vote is not counted. */
export class TropDeVotes extends Error {
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super('too many votes from one network')
    this.retryAfterSeconds = retryAfterSeconds
  }
}
