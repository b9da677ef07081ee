import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { addJob, idOf } from '../../platform/jobs/jobs.ts'

/**
 * After rows that referred to these files are gone: each file that nothing refers to any more goes too, its content by
 * a job of the caller's transaction, so that a row that is gone never leaves its content behind.
 */
export async function releaseFichiers(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  // Locked first, counted next: whoever refers to one anew meanwhile is waited for, and seen by the second statement.
  await tx
    .selectFrom('fichier')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  const gone = await tx
    .deleteFrom('fichier')
    .where('id', 'in', [...ids])
    .where(sql<boolean>`not exists (select from piece where piece.fichier_id = fichier.id)`)
    .where(sql<boolean>`not exists (select from document where document.fichier_id = fichier.id)`)
    .returning('chemin')
    .execute()
  for (const { chemin } of gone) await eraseContent(tx, chemin)
}

/** Destroys the content of one file by a job; its row may stay, to say why. */
export const eraseContent = (tx: Tx, chemin: string): Promise<void> =>
  addJob(tx, 'piece:efface', { fichier: chemin })

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
    .returning('fichier_id')
    .execute()
  const envois = await tx
    .deleteFrom('televersement')
    .where('brouillon_id', 'in', [...brouillons])
    .returning('id')
    .execute()
  await releaseFichiers(
    tx,
    pieces.map(({ fichier_id }) => fichier_id),
  )
  await eraseChunks(
    tx,
    envois.map(({ id }) => id),
  )
}

/** The jobs' side; a file that is gone already is well gone. */
export async function eraseFile(files: FileStore, payload: unknown): Promise<void> {
  const chemin = (payload as { fichier?: unknown } | null)?.fichier
  if (typeof chemin !== 'string') throw new Error('job payload without a file')
  await files.remove(chemin)
}

export const eraseEnvoi = (files: FileStore, payload: unknown): Promise<void> =>
  files.dropChunks(idOf(payload))
