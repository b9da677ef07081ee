import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { type Fermeture, prolongedDeadline } from '../../platform/legal-clock/prolongation.ts'

/**
 * Gives more time to whoever had a complement to send on a day that a closing took away. Finds its work done when it
 * runs again. @returns how many deadlines moved
 */
export async function prolongComplements(
  tx: Tx,
  fermeture: Fermeture & { numero: number },
  le: Date,
): Promise<number> {
  const due = await tx
    .selectFrom('complement')
    .innerJoin('demande', 'demande.id', 'complement.demande_id')
    .select(['complement.id', 'complement.echeance', 'demande.id as demandeId'])
    .where('complement.clos_le', 'is', null)
    .where('complement.echeance', '>=', parisDay(fermeture.debut))
    .where('complement.echeance', '<=', parisDay(fermeture.fin))
    .$if(fermeture.demarche !== null, (query) =>
      query.where('demande.demarche', '=', fermeture.demarche ?? ''),
    )
    .orderBy('demande.id')
    // The demande first, as whoever answers locks it.
    .modifyEnd(sql`for update of demande`)
    .execute()
  let moved = 0
  for (const { id, echeance, demandeId } of due) {
    const prolongee = prolongedDeadline(echeance, fermeture)
    if (prolongee === undefined) continue
    await tx.updateTable('complement').set({ echeance: prolongee }).where('id', '=', id).execute()
    await appendJournal(tx, {
      le,
      acteur: { kind: 'systeme' },
      action: 'demande.delai-prolonge',
      demandeId,
      objetId: id,
      donnees: { avant: echeance, echeance: prolongee, fermeture: fermeture.numero },
    })
    moved += 1
  }
  return moved
}
