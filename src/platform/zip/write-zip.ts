import { Readable } from 'node:stream'
import yazl from 'yazl'

export interface FichierDeZip {
  /** Its path in the ZIP: forward slashes, never absolute. */
  nom: string
  /** Asked when its turn comes, so that one file at a time is in memory. */
  contenu: () => Promise<Buffer>
}

/** A ZIP made while it is read. A file that cannot be read breaks the stream: half a ZIP is never taken for a whole one. */
export function writeZip(fichiers: readonly FichierDeZip[]): Readable {
  const zip = new yazl.ZipFile()
  const sortie = zip.outputStream as Readable
  zip.on('error', (error) => sortie.destroy(error as Error))
  for (const { nom, contenu } of fichiers)
    zip.addReadStreamLazy(nom, { compress: false }, (take) => {
      contenu().then(
        (content) => take(null, Readable.from([content])),
        (error: unknown) => take(error, Readable.from([])),
      )
    })
  zip.end()
  return sortie
}
