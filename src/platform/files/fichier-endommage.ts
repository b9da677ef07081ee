/** A file, or the key in its row, is not what was written, or is gone. What is left of it is never served. */
export class FichierEndommage extends Error {
  readonly fichier: string
  constructor(fichier: string, cause: unknown) {
    super(`file ${fichier} is damaged`, { cause })
    this.fichier = fichier
  }
}
