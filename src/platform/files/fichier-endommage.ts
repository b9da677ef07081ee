/** A file, or the key in its row, is not what was written, or is gone. What is left of it is never served. */
export class FichierEndommage extends Error {
  readonly chemin: string
  constructor(chemin: string, cause: unknown) {
    super(`file ${chemin} is damaged`, { cause })
    this.chemin = chemin
  }
}
