import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'

/** How long a request may take to open its page at the provider. After that nobody was ever given an address. */
const OPENING_MINUTES = 2

/** When an attempt that was prepared then is over, unless it was opened; and when the job first asks what became of it. */
export const openedBefore = (creeLe: Date): Date => new Date(creeLe.getTime() + OPENING_MINUTES * 60_000)

/**
 * Ends an attempt that never had an address: nobody can pay it. Ended or opened meanwhile, it is left as it is.
 * @param code what the provider answered, when it did
 */
export async function endUnopened(
  tx: Tx,
  { id, demandeId }: { id: string; demandeId: string | null },
  le: Date,
  code: string | null = null,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('paiement')
    .set({ statut: 'erreur', conclu_le: le, code })
    .where('id', '=', id)
    .where('statut', '=', 'prepare')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: 'paiement.non-ouvert',
    ...(demandeId ? { demandeId } : {}),
    objetId: id,
    donnees: { code },
  })
}
