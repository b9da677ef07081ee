import { FichierEndommage } from './fichier-endommage.ts'
import { seal, unseal } from './sealed-box.ts'

export interface MasterKeys {
  /** The version that seals; every version in `keys` opens. */
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

export type FileKey = Pick<StoredFile, 'chemin' | 'cleEnveloppee' | 'cleVersion'>

/** The master keys at work. */
export interface KeyRing {
  current: number
  wrap(key: Buffer, id: string): Pick<StoredFile, 'cleEnveloppee' | 'cleVersion'>
  /** @throws FichierEndommage when the key in the row is damaged */
  unwrap(stored: FileKey): Buffer
  sealChunk(chunk: Buffer, context: string): Buffer
  openChunk(sealed: Buffer, context: string): Buffer
}

/** The version of the master key of a chunk stands before it: a chunk has no row to say it. */
export const CHUNK_VERSION_BYTES = 4

/** Seals under the current master key, opens with each. */
export function openKeyRing({ current, keys }: MasterKeys): KeyRing {
  const masterKey = (version: number): Buffer => {
    const key = keys.get(version)
    if (!key) throw new Error(`master key ${version} is not configured`)
    return key
  }
  return {
    current,
    wrap: (key, id) => ({ cleEnveloppee: seal(masterKey(current), key, id), cleVersion: current }),
    unwrap: ({ chemin, cleEnveloppee, cleVersion }) => {
      const key = masterKey(cleVersion)
      try {
        return unseal(key, cleEnveloppee, chemin.split('/').at(-1) ?? '')
      } catch (error) {
        throw new FichierEndommage(chemin, error)
      }
    },
    sealChunk: (chunk, context) => {
      const version = Buffer.alloc(CHUNK_VERSION_BYTES)
      version.writeUInt32BE(current)
      return Buffer.concat([version, seal(masterKey(current), chunk, context)])
    },
    openChunk: (sealed, context) =>
      unseal(masterKey(sealed.readUInt32BE(0)), sealed.subarray(CHUNK_VERSION_BYTES), context),
  }
}
