import { inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import type { PaiementsDeps } from './paiements-deps.ts'

/**
 * What the provider, or anybody, tells without a signature: a hint. A token of ours brings the next reading forward; any
 * other changes nothing. However often it comes, one job waits.
 */
export async function hearNotification(
  deps: Pick<PaiementsDeps, 'db' | 'clock'>,
  jeton: string,
): Promise<void> {
  const paiement = await deps.db
    .selectFrom('paiement')
    .select('id')
    .where('jeton', '=', jeton)
    .where('statut', 'in', ['en_cours', 'a_verifier'])
    .executeTakeFirst()
  if (!paiement) return
  const jobKey = `paiement:${paiement.id}`
  await inTransaction(deps.db, (tx) =>
    addJob(tx, 'paiement:lis', { id: paiement.id }, { runAt: deps.clock.now(), jobKey }),
  )
}
