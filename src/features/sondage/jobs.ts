import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import type { SondageDeps } from './sondage-deps.ts'

/** `sondage:purge`, once a day: the visites that can serve no more. */
export function sondageJobs({ db, clock }: SondageDeps): JobHandlers {
  return {
    'sondage:purge': async () => {
      await db.deleteFrom('sondage_visite').where('expire_le', '<=', clock.now()).execute()
    },
  }
}
