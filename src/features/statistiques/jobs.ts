import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { countStatistiques, type StatistiquesDeps } from './count-statistiques.ts'

export function statistiquesJobs(deps: StatistiquesDeps): JobHandlers {
  return {
    /** `{ "depuis": "2026-01-01" }` counts again from a day on. */
    'statistiques:compte': async (payload) => {
      const depuis = (payload as { depuis?: unknown } | null)?.depuis
      await countStatistiques(deps, typeof depuis === 'string' && isDay(depuis) ? depuis : undefined)
    },
  }
}
