import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { Log } from '../../platform/log/log.ts'
import type { SignalementDeps } from './freeze-compte.ts'
import { purgeSignalements } from './purge-signalements.ts'
import { answerSignalement } from './report-publicly.ts'

export function signalementsJobs(deps: SignalementDeps & { log: Pick<Log, 'warn'> }): JobHandlers {
  return {
    'signalement:repond': (payload) => answerSignalement(deps, idOf(payload)),
    'signalement:purge': async () => {
      await purgeSignalements(deps)
    },
  }
}
