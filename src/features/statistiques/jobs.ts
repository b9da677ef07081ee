import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { countOneDay, countStatistiques, type StatistiquesDeps } from './count-statistiques.ts'

export function statistiquesJobs(deps: StatistiquesDeps): JobHandlers {
  return {
    /** `{ "depuis": "2026-01-01" }` counts again from a day on; `{ demarche, jour }` one day that received something late. */
    'statistiques:compte': async (payload) => {
      const { depuis, demarche, jour } = (payload ?? {}) as Readonly<Record<string, unknown>>
      if (typeof demarche === 'string' && typeof jour === 'string' && isDay(jour))
        return countOneDay(deps, demarche, jour)
      await countStatistiques(deps, typeof depuis === 'string' && isDay(depuis) ? depuis : undefined)
    },
  }
}
