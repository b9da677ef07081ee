import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../src/platform/db/database.ts'
import { type FileStore, openFileStore } from '../../src/platform/files/file-store.ts'

/** A store of files in a folder of its own. */
export const openFilesDEssai = (): FileStore =>
  openFileStore(mkdtempSync(join(tmpdir(), 'fichiers-')), {
    current: 1,
    keys: new Map([[1, Buffer.alloc(32, 1)]]),
  })

/** Puts a clean PDF into a demande. @returns its id */
export async function insertPiece(
  db: Db,
  files: FileStore,
  demandeId: string,
  { champ, nomFichier, contenu }: { champ: string; nomFichier: string; contenu: Buffer },
): Promise<string> {
  const id = uuidv7()
  const stored = await files.put(id, contenu)
  const { usager_id, deposee_le } = await db
    .selectFrom('demande')
    .select(['usager_id', 'deposee_le'])
    .where('id', '=', demandeId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('fichier')
    .values({
      id,
      usager_id,
      genre: 'pdf',
      taille: contenu.length,
      sha256: stored.sha256,
      etat: 'liberee',
      chemin: stored.chemin,
      cle_enveloppee: stored.cleEnveloppee,
      cle_version: stored.cleVersion,
      recu_le: deposee_le,
    })
    .execute()
  await db
    .insertInto('piece')
    .values({
      id,
      usager_id,
      demande_id: demandeId,
      champ,
      nom_fichier: nomFichier,
      fichier_id: id,
      recue_le: deposee_le,
    })
    .execute()
  return id
}
