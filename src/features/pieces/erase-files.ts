import type { Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { addJob, idOf } from '../../platform/jobs/jobs.ts'

/** Destroys files by jobs of the caller's transaction: a row that is gone never leaves its file behind. */
export async function eraseFiles(tx: Tx, fichiers: readonly string[]): Promise<void> {
  for (const fichier of fichiers) await addJob(tx, 'piece:efface', { fichier })
}

/** The same for the chunks of uploads that will not be ended. */
export async function eraseChunks(tx: Tx, envois: readonly string[]): Promise<void> {
  for (const id of envois) await addJob(tx, 'piece:efface-envoi', { id })
}

/**
 * Before brouillons are deleted: their documents and uploads go, with the files. (The rows alone would go by cascade,
 * and the files would stay on the disk for ever.)
 */
export async function erasePiecesOfBrouillons(tx: Tx, brouillons: readonly string[]): Promise<void> {
  if (brouillons.length === 0) return
  const pieces = await tx
    .deleteFrom('piece')
    .where('brouillon_id', 'in', [...brouillons])
    .where('demande_id', 'is', null)
    .returning('fichier')
    .execute()
  const envois = await tx
    .deleteFrom('televersement')
    .where('brouillon_id', 'in', [...brouillons])
    .returning('id')
    .execute()
  await eraseFiles(
    tx,
    pieces.map(({ fichier }) => fichier),
  )
  await eraseChunks(
    tx,
    envois.map(({ id }) => id),
  )
}

/** The jobs' side; a file that is gone already is well gone. */
export async function eraseFile(files: FileStore, payload: unknown): Promise<void> {
  const fichier = (payload as { fichier?: unknown } | null)?.fichier
  if (typeof fichier !== 'string') throw new Error('job payload without a file')
  await files.remove(fichier)
}

export const eraseEnvoi = (files: FileStore, payload: unknown): Promise<void> =>
  files.dropChunks(idOf(payload))
