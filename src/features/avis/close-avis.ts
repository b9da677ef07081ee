import type { Tx } from '../../platform/db/database.ts'

/**
 * A demande that is examined again after its decision was withdrawn does not open itself again to whoever was asked
 * before, and did not answer.
 */
export async function closeAvis(tx: Tx, demandeId: string, le: Date): Promise<void> {
  await tx
    .updateTable('avis')
    .set({ retire_le: le })
    .where('demande_id', '=', demandeId)
    .where('repondu_le', 'is', null)
    .where('retire_le', 'is', null)
    .execute()
}
