import { BlobReader, type FileEntry, TextWriter, ZipReader } from '@zip.js/zip.js'

/** The files of a ZIP with their text, read whole by another library than the one that wrote it: its sums are checked. */
export async function readZip(content: Buffer): Promise<Record<string, string>> {
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(content)])), { checkSignature: true })
  const entries = await reader.getEntries()
  const files = entries.filter((entry): entry is FileEntry => !entry.directory)
  const read = await Promise.all(
    files.map(async (file) => [file.filename, await file.getData(new TextWriter())] as const),
  )
  await reader.close()
  return Object.fromEntries(read)
}
