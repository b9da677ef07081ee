import { v7 as uuidv7 } from 'uuid'
import type { NatureDeDocument } from '../../formulaire/definition.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { isPieceId, type PiecesDeps, refusWhenClasseurFull, releaseFichiers } from '../pieces/index.ts'
import { NATURES } from './natures.ts'
import { DocumentIntrouvable, DocumentRefuse } from './refusals.ts'
import { finDeValidite } from './validite.ts'

export interface ToKeep {
  fichierId: string
  empreinte: Buffer
  nom: string
  nature: NatureDeDocument
}

/**
 * Puts a file in « Mes documents », once: the same content again is the same document, with what the person said of
 * it; its file is then the newer one, in case the older was damaged. The row of the person must be locked.
 * @returns the document's id
 */
export async function keepDocument(
  tx: Tx,
  acteur: UsagerActor,
  le: Date,
  { fichierId, empreinte, nom, nature }: ToKeep,
): Promise<string> {
  const known = await tx
    .selectFrom('document')
    .select(['id', 'fichier_id'])
    .where('usager_id', '=', acteur.usagerId)
    .where('empreinte', '=', empreinte)
    .forUpdate()
    .executeTakeFirst()
  if (known) {
    if (known.fichier_id !== fichierId) {
      await tx.updateTable('document').set({ fichier_id: fichierId }).where('id', '=', known.id).execute()
      await releaseFichiers(tx, [known.fichier_id])
    }
    return known.id
  }
  const { validite } = NATURES[nature]
  const id = uuidv7()
  await tx
    .insertInto('document')
    .values({
      id,
      usager_id: acteur.usagerId,
      fichier_id: fichierId,
      empreinte,
      nature,
      nom,
      ajoute_le: le,
      validite,
      valable_jusqu_au: finDeValidite(validite, parisDay(le), null),
    })
    .execute()
  await appendJournal(tx, { le, acteur, action: 'document.garde', objetId: id, donnees: { nature } })
  return id
}

/**
 * « Garder dans Mes documents »: a document that the person put in a demande, kept to be used again. Twice is once.
 * @throws DocumentIntrouvable | DocumentRefuse (as many as may be kept)
 */
export async function keepPiece(
  deps: Pick<PiecesDeps, 'db' | 'clock' | 'champDePiece'>,
  acteur: UsagerActor,
  pieceId: string,
): Promise<string> {
  if (!isPieceId(pieceId)) throw new DocumentIntrouvable()
  return inTransaction(deps.db, async (tx) => {
    await tx
      .selectFrom('usager')
      .select('id')
      .where('id', '=', acteur.usagerId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    const piece = await tx
      .selectFrom('piece')
      .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
      .select(['piece.brouillon_id', 'piece.champ', 'piece.nom_fichier', 'fichier.id', 'fichier.sha256'])
      .where('piece.id', '=', pieceId)
      .where('piece.usager_id', '=', acteur.usagerId)
      .where('fichier.etat', '<>', 'infectee')
      .executeTakeFirst()
    if (!piece) throw new DocumentIntrouvable()
    const plein = await refusWhenClasseurFull(tx, acteur.usagerId, piece.sha256)
    if (plein) throw new DocumentRefuse(plein)
    const champ = piece.brouillon_id
      ? await deps.champDePiece(tx, piece.brouillon_id, piece.champ)
      : undefined
    return keepDocument(tx, acteur, deps.clock.now(), {
      fichierId: piece.id,
      empreinte: piece.sha256,
      nom: piece.nom_fichier,
      nature: champ?.nature ?? 'autre',
    })
  })
}
