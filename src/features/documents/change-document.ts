import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { isPieceId, type PiecesDeps } from '../pieces/index.ts'
import type { DocumentLu } from './check-document.ts'
import { DocumentIntrouvable } from './refusals.ts'
import { finDeValidite } from './validite.ts'

/**
 * Keeps what the person says of a document. Without a date of its own it counts from the day it was added. Another end
 * is told again when it comes near.
 * @throws DocumentIntrouvable
 */
export async function changeDocument(
  deps: Pick<PiecesDeps, 'db' | 'clock'>,
  acteur: UsagerActor,
  id: string,
  lu: DocumentLu,
): Promise<void> {
  if (!isPieceId(id)) throw new DocumentIntrouvable()
  await inTransaction(deps.db, async (tx) => {
    const found = await tx
      .selectFrom('document')
      .select(['ajoute_le', 'valable_jusqu_au', 'rappel_le'])
      .where('id', '=', id)
      .where('usager_id', '=', acteur.usagerId)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new DocumentIntrouvable()
    const jour = lu.dateDuDocument ?? parisDay(found.ajoute_le)
    const fin = finDeValidite(lu.validite, jour, lu.valableJusquAu)
    await tx
      .updateTable('document')
      .set({
        nom: lu.nom,
        nature: lu.nature,
        date_du_document: lu.dateDuDocument,
        validite: lu.validite,
        valable_jusqu_au: fin,
        rappel_le: fin === found.valable_jusqu_au ? found.rappel_le : null,
      })
      .where('id', '=', id)
      .execute()
    const le = deps.clock.now()
    await appendJournal(tx, {
      le,
      acteur,
      action: 'document.modifie',
      objetId: id,
      donnees: { nature: lu.nature },
    })
  })
}
