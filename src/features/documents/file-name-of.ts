import { safeFileName } from '../../platform/files/safe-file-name.ts'

const ENDINGS: Readonly<Record<string, RegExp>> = { jpeg: /\.jpe?g$/i, heic: /\.hei[cf]$/i }

/** The name that the person gave as the name of a file: a computer wants its ending to open it. */
export function fileNameOf(nom: string, genre: string): string {
  const net = safeFileName(nom)
  return (ENDINGS[genre] ?? new RegExp(`\\.${genre}$`, 'i')).test(net) ? net : `${net}.${genre}`
}
