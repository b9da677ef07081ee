import type { Tx } from '../../platform/db/database.ts'

/**
 * At dépôt, under the lock of the brouillon: the documents of the fields that count go with the demande. Those of
 * fields out of reach are not part of what is filed; they stay behind with the brouillon, and the purge takes them.
 */
export async function attachPieces(
  tx: Tx,
  brouillonId: string,
  demandeId: string,
  champs: readonly string[],
): Promise<void> {
  if (champs.length === 0) return
  await tx
    .updateTable('piece')
    .set({ demande_id: demandeId, brouillon_id: null })
    .where('brouillon_id', '=', brouillonId)
    .where('champ', 'in', [...champs])
    .execute()
}

/** With the answer to a complement: its documents join the demande. */
export async function attachComplementPieces(tx: Tx, complementId: string, demandeId: string): Promise<void> {
  await tx
    .updateTable('piece')
    .set({ demande_id: demandeId })
    .where('complement_id', '=', complementId)
    .where('demande_id', 'is', null)
    .execute()
}
