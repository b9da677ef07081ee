import type { Titulaire } from './facteur.ts'

/** The challenge served already, is older than five minutes, has had its five tries, or was given to another browser. */
export class EpreuvePerimee extends Error {}

/** The key, the code or the recovery code is not the right one: never told apart. */
export class FacteurRefuse extends Error {
  /** Who was signing in. */
  readonly titulaire: Titulaire | undefined
  /** Whether this answer was the one that blocks the second step. */
  readonly bloque: boolean
  constructor(titulaire?: Titulaire, bloque = false) {
    super('not the right factor')
    this.titulaire = titulaire
    this.bloque = bloque
  }
}

/** Too many wrong answers for this person, or from this network: until when. */
export class FacteurBloque extends Error {
  readonly jusquA: Date
  constructor(jusquA: Date) {
    super('the second step is blocked for a time')
    this.jusquA = jusquA
  }
}
