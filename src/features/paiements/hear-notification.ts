import { inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import type { PaiementsDeps } from './paiements-deps.ts'

/** Payline insists for two hours. */
const HEARD_MS = 3 * 3_600_000

/**
 * What the provider, or anybody, tells without a signature: a hint. A token of ours brings the next reading forward; any
 * other changes nothing. However often it comes, one job waits. Also of an attempt that ended without money a short while
 * ago: its person may have given another card.
 */
export async function hearNotification(
  deps: Pick<PaiementsDeps, 'db' | 'clock'>,
  jeton: string,
): Promise<void> {
  const le = deps.clock.now()
  const paiement = await deps.db
    .selectFrom('paiement')
    .select('id')
    .where('jeton', '=', jeton)
    .where('statut', '!=', 'accepte')
    .where((eb) =>
      eb.or([eb('conclu_le', 'is', null), eb('conclu_le', '>', new Date(le.getTime() - HEARD_MS))]),
    )
    .executeTakeFirst()
  if (!paiement) return
  const jobKey = `paiement:${paiement.id}`
  await inTransaction(deps.db, (tx) => addJob(tx, 'paiement:lis', { id: paiement.id }, { runAt: le, jobKey }))
}
