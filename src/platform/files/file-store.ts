import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { countOldChunks } from './count-old-chunks.ts'
import { FichierEndommage } from './fichier-endommage.ts'
import { type FileKey, type KeyRing, type MasterKeys, openKeyRing, type StoredFile } from './key-ring.ts'
import { seal, unseal } from './sealed-box.ts'

export interface FileStore {
  /** The version of the master key that seals. */
  readonly cleVersion: number
  /** Writes a document under a key of its own; it is on the disk when the promise resolves. */
  put(id: string, content: Buffer): Promise<StoredFile>
  /**
   * @throws FichierEndommage when the file is missing or one bit of it, or of its key, differs
   * @throws Error when its master key is not configured: nothing is wrong with the file
   */
  get(stored: FileKey): Promise<Buffer>
  /** The same key of the same file, sealed under the master key of today; undefined when it is already. @throws as `get` */
  rewrap(stored: FileKey): Pick<StoredFile, 'cleEnveloppee' | 'cleVersion'> | undefined
  /** Whether the key of a file opens. @throws as `get` */
  checkKey(stored: FileKey): void
  remove(chemin: string): Promise<void>
  /** Keeps one chunk of an upload in progress, sealed; the same chunk twice is the same chunk. */
  putChunk(uploadId: string, index: number, chunk: Buffer): Promise<void>
  /** The chunks of an upload, in order. */
  takeChunks(uploadId: string, count: number): Promise<Buffer>
  dropChunks(uploadId: string): Promise<void>
  /** How many chunks of uploads under way still want a master key other than the one that seals. */
  countOldChunks(): Promise<number>
}

/** Encrypted files under `folder`, outside the database. Paths come from our own identifiers only. */
export function openFileStore(folder: string, master: MasterKeys): FileStore {
  const pathOf = (id: string): string => join('pieces', id.slice(-2), id)
  const uploads = join(folder, 'envois')
  const chunkFolder = (id: string): string => join(uploads, id)
  const ring = openKeyRing(master)
  return {
    ...keyOperations(ring),
    put: async (id, content) => {
      const chemin = pathOf(id)
      const key = randomBytes(32)
      await writeDurably(join(folder, chemin), seal(key, content, id))
      return { chemin, ...ring.wrap(key, id), sha256: createHash('sha256').update(content).digest() }
    },
    get: async (stored) => {
      const key = ring.unwrap(stored)
      return undamaged(stored.chemin, async () =>
        unseal(key, await readFile(join(folder, stored.chemin)), idOf(stored.chemin)),
      )
    },
    remove: (chemin) => rm(join(folder, chemin), { force: true }),
    putChunk: (uploadId, index, chunk) =>
      writeDurably(join(chunkFolder(uploadId), String(index)), ring.sealChunk(chunk, `${uploadId}:${index}`)),
    takeChunks: async (uploadId, count) => {
      const read = async (index: number): Promise<Buffer> =>
        ring.openChunk(await readFile(join(chunkFolder(uploadId), String(index))), `${uploadId}:${index}`)
      return Buffer.concat(await Promise.all(Array.from({ length: count }, (_, index) => read(index))))
    },
    dropChunks: (uploadId) => rm(chunkFolder(uploadId), { recursive: true, force: true }),
    countOldChunks: () => countOldChunks(uploads, master.current),
  }
}

const idOf = (chemin: string): string => chemin.split('/').at(-1) ?? ''

function keyOperations(ring: KeyRing): Pick<FileStore, 'cleVersion' | 'rewrap' | 'checkKey'> {
  return {
    cleVersion: ring.current,
    rewrap: (stored) =>
      stored.cleVersion === ring.current ? undefined : ring.wrap(ring.unwrap(stored), idOf(stored.chemin)),
    checkKey: (stored) => void ring.unwrap(stored),
  }
}

/** Nothing is left of a fault of the disk but which file it hit; a full table of open files is no damage. */
async function undamaged<T>(chemin: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EMFILE' || code === 'ENFILE' || code === 'EACCES') throw error
    throw new FichierEndommage(chemin, error)
  }
}

/** All of it or nothing, also when the power goes: a temporary file, flushed, then renamed. */
async function writeDurably(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
}
