import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { SignalementDeps } from './freeze-compte.ts'
import { answerSignalement } from './report-publicly.ts'

const KEPT_MS = 2 * 365 * 86_400_000

export function signalementsJobs(deps: SignalementDeps): JobHandlers {
  return {
    'signalement:repond': (payload) => answerSignalement(deps, idOf(payload)),
    'signalement:purge': async () => {
      await deps.db
        .deleteFrom('signalement')
        .where('traite_le', '<', new Date(deps.clock.now().getTime() - KEPT_MS))
        .execute()
    },
  }
}
