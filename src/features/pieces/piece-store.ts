import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import type { Lieu, Regles } from './destination.ts'
import { MAX_DOCUMENTS } from './piece.ts'

/** Why one document more has no room at a locked place; undefined when it has. */
export async function refusWhenFull(
  tx: Tx,
  { colonne, id, champ }: Lieu,
  { maxIci, maxEnTout }: Regles,
): Promise<string | undefined> {
  if (colonne === 'usager_id') return refusWhenClasseurFull(tx, id)
  const rows = await tx
    .selectFrom('piece')
    .select('champ')
    .where(colonne, '=', id)
    .where('demande_id', 'is', null)
    .execute()
  if (rows.filter((row) => row.champ === champ).length >= maxIci)
    return 'Vous avez déjà mis tous les documents possibles ici. Retirez-en un pour en mettre un autre.'
  return rows.length >= maxEnTout
    ? 'Cette demande contient déjà beaucoup de documents. Retirez-en un pour en mettre un autre.'
    : undefined
}

/** The same for « Mes documents »; a content that is there already has its room. */
export async function refusWhenClasseurFull(
  tx: Tx,
  usagerId: string,
  empreinte?: Buffer,
): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('document')
    .select('empreinte')
    .where('usager_id', '=', usagerId)
    .limit(MAX_DOCUMENTS)
    .execute()
  if (rows.length < MAX_DOCUMENTS || (empreinte && rows.some((row) => row.empreinte.equals(empreinte))))
    return undefined
  return `Vous gardez déjà ${MAX_DOCUMENTS} documents. Supprimez-en un dans « Mes documents » pour en garder un autre.`
}

interface NewPiece {
  id: string
  lieu: Lieu
  nomFichier: string
  fichierId: string
  le: Date
  donnees: Readonly<Record<string, unknown>>
}

/** A document in its place, referring to its file. */
export async function insertPiece(
  tx: Tx,
  acteur: UsagerActor,
  { id, lieu, nomFichier, fichierId, le, donnees }: NewPiece,
): Promise<void> {
  await tx
    .insertInto('piece')
    .values({
      id,
      usager_id: acteur.usagerId,
      [lieu.colonne]: lieu.id,
      champ: lieu.champ,
      nom_fichier: nomFichier,
      fichier_id: fichierId,
      recue_le: le,
    })
    .execute()
  await appendJournal(tx, { le, acteur, action: 'piece.recue', objetId: id, donnees })
}
