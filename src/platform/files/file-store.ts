import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { seal, unseal } from './sealed-box.ts'

export interface MasterKeys {
  current: number
  keys: ReadonlyMap<number, Buffer>
}

/** What the database keeps of a file: where it is, and its key sealed under a master key. */
export interface StoredFile {
  chemin: string
  cleEnveloppee: Buffer
  cleVersion: number
  sha256: Buffer
}

export interface FileStore {
  /** Writes a document under a key of its own; it is on the disk when the promise resolves. */
  put(id: string, content: Buffer): Promise<StoredFile>
  /** @throws when the file is missing or one bit of it differs: nothing damaged is ever served */
  get(stored: Pick<StoredFile, 'chemin' | 'cleEnveloppee' | 'cleVersion'>): Promise<Buffer>
  remove(chemin: string): Promise<void>
  /** Keeps one chunk of an upload in progress, sealed; the same chunk twice is the same chunk. */
  putChunk(uploadId: string, index: number, chunk: Buffer): Promise<void>
  /** The chunks of an upload, in order. */
  takeChunks(uploadId: string, count: number): Promise<Buffer>
  dropChunks(uploadId: string): Promise<void>
}

/** Encrypted files under `folder`, outside the database. Paths come from our own identifiers only. */
export function openFileStore(folder: string, master: MasterKeys): FileStore {
  const pathOf = (id: string): string => join('pieces', id.slice(-2), id)
  const chunkFolder = (id: string): string => join(folder, 'envois', id)
  const masterKey = (version: number): Buffer => {
    const key = master.keys.get(version)
    if (!key) throw new Error(`master key ${version} is not configured`)
    return key
  }
  return {
    put: async (id, content) => {
      const chemin = pathOf(id)
      const key = randomBytes(32)
      await writeDurably(join(folder, chemin), seal(key, content, id))
      return {
        chemin,
        cleEnveloppee: seal(masterKey(master.current), key, id),
        cleVersion: master.current,
        sha256: createHash('sha256').update(content).digest(),
      }
    },
    get: async ({ chemin, cleEnveloppee, cleVersion }) => {
      const id = chemin.split('/').at(-1) ?? ''
      const key = unseal(masterKey(cleVersion), cleEnveloppee, id)
      return unseal(key, await readFile(join(folder, chemin)), id)
    },
    remove: (chemin) => rm(join(folder, chemin), { force: true }),
    putChunk: (uploadId, index, chunk) =>
      writeDurably(
        join(chunkFolder(uploadId), String(index)),
        seal(masterKey(master.current), chunk, `${uploadId}:${index}`),
      ),
    takeChunks: async (uploadId, count) => {
      const read = async (index: number): Promise<Buffer> =>
        unseal(
          masterKey(master.current),
          await readFile(join(chunkFolder(uploadId), String(index))),
          `${uploadId}:${index}`,
        )
      return Buffer.concat(await Promise.all(Array.from({ length: count }, (_, index) => read(index))))
    },
    dropChunks: (uploadId) => rm(chunkFolder(uploadId), { recursive: true, force: true }),
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
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
}
