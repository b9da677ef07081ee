import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { isPieceId, type PiecesDeps, releaseFichiers } from '../pieces/index.ts'
import { DocumentIntrouvable, DocumentUtilise } from './refusals.ts'
import { usagesEnCours } from './usages.ts'

/**
 * Takes a document out of « Mes documents ». What a demande was sent with stays with it: the file goes only when
 * nothing refers to it.
 * @throws DocumentIntrouvable | DocumentUtilise
 */
export async function deleteDocument(
  deps: Pick<PiecesDeps, 'db' | 'clock'>,
  acteur: UsagerActor,
  id: string,
): Promise<void> {
  if (!isPieceId(id)) throw new DocumentIntrouvable()
  await inTransaction(deps.db, async (tx) => {
    const found = await tx
      .selectFrom('document')
      .select('fichier_id')
      .where('id', '=', id)
      .where('usager_id', '=', acteur.usagerId)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new DocumentIntrouvable()
    const usages = await usagesEnCours(tx, found.fichier_id)
    if (usages.length > 0) throw new DocumentUtilise(usages)
    await tx.deleteFrom('document').where('id', '=', id).execute()
    await appendJournal(tx, { le: deps.clock.now(), acteur, action: 'document.supprime', objetId: id })
    await releaseFichiers(tx, [found.fichier_id])
  })
}
