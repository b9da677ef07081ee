import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { DisponibiliteDeps } from './disponibilite-deps.ts'
import { prolongDeadlines } from './prolong-deadlines.ts'

export function disponibiliteJobs(deps: Pick<DisponibiliteDeps, 'db' | 'clock' | 'delais'>): JobHandlers {
  return {
    'delai:prolonge': async (payload) => void (await prolongDeadlines(deps, Number(idOf(payload)))),
  }
}
