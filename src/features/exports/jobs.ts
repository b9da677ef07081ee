import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'

/** Days that the wish of an export is kept; what left is told by the journal. */
export const CONSERVATION_JOURS = 30

export function exportsJobs({ db, clock }: { db: Db; clock: Clock }): JobHandlers {
  return {
    'export:purge': () =>
      inTransaction(db, async (tx) => {
        const before = new Date(clock.now().getTime() - CONSERVATION_JOURS * 86_400_000)
        await tx.deleteFrom('export_de_demandes').where('demande_le', '<', before).execute()
      }),
  }
}
