import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { ligneDuTitulaire, type Titulaire } from '../../platform/session/titulaire.ts'
import type { Lieu, LieuDUsager, Regles } from './destination.ts'
import { releaseFichiers } from './erase-files.ts'
import { MAX_DOCUMENTS } from './piece.ts'

/** Files that do not count as received. */
const REFUSES = ['infectee', 'ecartee']

/** Before another document takes its place: what could not be used at a locked field goes, with its file. */
export async function removeRefused(tx: Tx, { colonne, id, champ }: LieuDUsager): Promise<void> {
  const gone = await tx
    .deleteFrom('piece')
    .where(colonne, '=', id)
    .where('champ', '=', champ)
    .where('demande_id', 'is', null)
    .where('fichier_id', 'in', (eb) =>
      // Of this person's own few files.
      eb
        .selectFrom('piece as p')
        .innerJoin('fichier as f', 'f.id', 'p.fichier_id')
        .select('f.id')
        .where(`p.${colonne}`, '=', id)
        .where('f.etat', 'in', REFUSES),
    )
    .returning('fichier_id')
    .execute()
  await releaseFichiers(
    tx,
    gone.map(({ fichier_id }) => fichier_id),
  )
}

/** Why one document more has no room at a locked place; undefined when it has. */
export async function refusWhenFull(
  tx: Tx,
  lieu: Lieu,
  { maxIci, maxEnTout }: Regles,
): Promise<string | undefined> {
  const { colonne, id, champ } = lieu
  if (colonne === 'message_id') return refusOfMessage(tx, id, maxIci)
  if (colonne === 'usager_id') return refusWhenClasseurFull(tx, id)
  const rows = await tx
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .select('champ')
    .where(colonne, '=', id)
    .where('demande_id', 'is', null)
    .where('etat', 'not in', REFUSES)
    .execute()
  if (rows.filter((row) => row.champ === champ).length >= maxIci)
    return 'Vous avez déjà mis tous les documents possibles ici. Retirez-en un pour en mettre un autre.'
  return rows.length >= maxEnTout
    ? 'Cette demande contient déjà beaucoup de documents. Retirez-en un pour en mettre un autre.'
    : undefined
}

async function refusOfMessage(tx: Tx, messageId: string, max: number): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('document_de_message')
    .select('id')
    .where('message_id', '=', messageId)
    .execute()
  return rows.length >= max
    ? `Un message porte ${max} documents au plus. Retirez-en un, ou envoyez-le dans un autre message.`
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
  lieu: LieuDUsager
  nomFichier: string
  fichierId: string
  le: Date
  donnees: Readonly<Record<string, unknown>>
}

/** A document in its place, referring to its file. */
export async function insertPiece(
  tx: Tx,
  acteur: Titulaire,
  { id, lieu, nomFichier, fichierId, le, donnees }: NewPiece,
): Promise<void> {
  await tx
    .insertInto('piece')
    .values({
      id,
      ...ligneDuTitulaire(acteur),
      [lieu.colonne]: lieu.id,
      champ: lieu.champ,
      nom_fichier: nomFichier,
      fichier_id: fichierId,
      recue_le: le,
    })
    .execute()
  await appendJournal(tx, { le, acteur, action: 'piece.recue', objetId: id, donnees })
}

/** A document in a message that is being written. */
export async function insertDocumentDeMessage(
  tx: Tx,
  acteur: Titulaire,
  document: Omit<NewPiece, 'lieu'> & { messageId: string },
): Promise<void> {
  const { id, messageId, nomFichier, fichierId, le, donnees } = document
  await tx
    .insertInto('document_de_message')
    .values({ id, message_id: messageId, fichier_id: fichierId, nom_fichier: nomFichier, recu_le: le })
    .execute()
  await appendJournal(tx, { le, acteur, action: 'piece.recue', objetId: id, donnees })
}
