import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'

/** As long as the CNIL lets counts be kept (deliberations 2020-091 and 2020-092). */
export const CONSERVATION_MOIS = 25

export function audienceJobs(deps: { db: Db; clock: Clock }): JobHandlers {
  return {
    'audience:purge': () => inTransaction(deps.db, (tx) => purge(tx, parisDay(deps.clock.now()))),
  }
}

/** A day is one range of the primary key: nothing else is read. */
async function purge(tx: Tx, today: string): Promise<void> {
  await tx
    .deleteFrom('audience')
    .where('jour', '<', sql<string>`(${today}::date - make_interval(months => ${CONSERVATION_MOIS}))::date`)
    .execute()
}
