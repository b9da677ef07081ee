import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CHUNK_VERSION_BYTES } from './key-ring.ts'

/**
 * How many chunks of uploads under way are sealed under another version of the master key. They are gone two days
 * later at the latest, so they are waited for, not sealed again.
 */
export async function countOldChunks(folder: string, current: number): Promise<number> {
  let old = 0
  for (const upload of await listed(folder)) {
    for (const chunk of await listed(join(folder, upload))) {
      const version = await versionOf(join(folder, upload, chunk))
      if (version !== undefined && version !== current) old += 1
    }
  }
  return old
}

/** What a folder holds; one that went meanwhile, nothing. */
const listed = (folder: string): Promise<string[]> => readdir(folder).catch(nothingWhenGone([]))

/** Files begun and not renamed yet (`0.a1b2…`) are of nobody. */
async function versionOf(path: string): Promise<number | undefined> {
  if (!/[/\\]\d+$/.test(path)) return undefined
  const handle = await open(path).catch(nothingWhenGone(undefined))
  if (!handle) return undefined
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK_VERSION_BYTES))
    return bytesRead === CHUNK_VERSION_BYTES ? buffer.readUInt32BE(0) : 0
  } finally {
    await handle.close()
  }
}

const nothingWhenGone =
  <T>(nothing: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return nothing
    throw error
  }
