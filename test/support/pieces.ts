import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { EtatDePiece } from '../../src/features/pieces/index.ts'
import type { Alerte } from '../../src/platform/cleaning/cleaned.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { type FileStore, openFileStore } from '../../src/platform/files/file-store.ts'

/** A store of files in a folder of its own. */
export const openFilesDEssai = (): FileStore =>
  openFileStore(mkdtempSync(join(tmpdir(), 'fichiers-')), {
    current: 1,
    keys: new Map([[1, Buffer.alloc(32, 1)]]),
  })

interface FichierDEssai {
  nomFichier?: string
  /** Where its content is kept; without one nobody may read it. */
  files?: FileStore
  contenu?: Buffer
  etat?: EtatDePiece
  alertes?: Alerte[]
}

/** Puts a document into a demande: a clean PDF, unless told otherwise. @returns its id, and its file’s */
export async function insertPiece(
  db: Db,
  demandeId: string,
  {
    champ = 'racine.rib',
    remplaceId,
    ...fichier
  }: FichierDEssai & { champ?: string; remplaceId?: string } = {},
): Promise<string> {
  const { usager_id, le } = await demandeOf(db, demandeId)
  const id = await insertFichier(db, { usager_id, le, ...fichier })
  await db
    .insertInto('piece')
    .values({
      ...{ id, usager_id, demande_id: demandeId, champ, fichier_id: id, recue_le: le },
      ...{ nom_fichier: fichier.nomFichier ?? 'rib.pdf', remplace_id: remplaceId ?? null },
    })
    .execute()
  return id
}

/** A message of the person with one document. @returns the document’s id, and its file’s */
export async function insertMessage(
  db: Db,
  demandeId: string,
  { envoye = true, ...fichier }: FichierDEssai & { envoye?: boolean } = {},
): Promise<string> {
  const { usager_id, le, demarche } = await demandeOf(db, demandeId)
  const id = await insertFichier(db, { usager_id, le, ...fichier })
  const message = { id: uuidv7(), demande_id: demandeId, demarche, auteur: 'usager', cree_le: le }
  await db
    .insertInto('message')
    .values({ ...message, envoye_le: envoye ? le : null })
    .execute()
  await db
    .insertInto('document_de_message')
    .values({
      ...{ id, message_id: message.id, fichier_id: id, recu_le: le },
      nom_fichier: fichier.nomFichier ?? 'rib.pdf',
    })
    .execute()
  return id
}

const demandeOf = (db: Db, demandeId: string) =>
  db
    .selectFrom('demande')
    .select(['usager_id', 'demarche', 'deposee_le as le'])
    .where('id', '=', demandeId)
    .executeTakeFirstOrThrow()

async function insertFichier(
  db: Db,
  {
    usager_id,
    le,
    files,
    contenu = Buffer.from('%PDF'),
    etat = 'liberee',
    alertes = [],
  }: FichierDEssai & { usager_id: string | null; le: Date },
): Promise<string> {
  const id = uuidv7()
  const stored = (await files?.put(id, contenu)) ?? {
    ...{ sha256: Buffer.alloc(32), chemin: id, cleEnveloppee: Buffer.alloc(1), cleVersion: 1 },
  }
  await db
    .insertInto('fichier')
    .values({
      ...{ id, usager_id, genre: 'pdf', taille: contenu.length, etat, alertes, recu_le: le },
      motif: etat === 'ecartee' ? 'illisible' : null,
      ...{ sha256: stored.sha256, chemin: stored.chemin },
      ...{ cle_enveloppee: stored.cleEnveloppee, cle_version: stored.cleVersion },
    })
    .execute()
  return id
}
