import type { Tx } from '../../platform/db/database.ts'

/** The bank did not pay this cheque: its demande may be paid again. The payment stays, as what was received. */
export async function markImpaye(tx: Tx, paiementId: string): Promise<void> {
  await tx.updateTable('paiement').set({ impaye: true }).where('id', '=', paiementId).execute()
}
