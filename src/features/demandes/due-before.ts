import type { Tx } from '../../platform/db/database.ts'

/** The day that was due when the complement was asked: the act that stopped the clock wrote it down. */
export async function dueBefore(tx: Tx, demandeId: string): Promise<string | null> {
  const line = await tx
    .selectFrom('journal')
    .select('donnees')
    .where('demande_id', '=', demandeId)
    .where('action', '=', 'demande.complement-demande')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const due = (line?.donnees as { decisionImpliciteAvant?: unknown } | undefined)?.decisionImpliciteAvant
  return typeof due === 'string' ? due : null
}
