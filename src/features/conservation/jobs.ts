import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { fermeRecemment } from '../disponibilite/index.ts'
import { announceEnds } from './announce-ends.ts'
import type { ConservationDeps } from './conservation-deps.ts'
import { eraseDemandes } from './erase-demandes.ts'

export function conservationJobs(deps: ConservationDeps): JobHandlers {
  return {
    'conservation:annonce': () => announceEnds(deps),
    'conservation:efface': async () => {
      // Nobody could have copied anything that evening.
      if (!(await fermeRecemment(deps.db, deps.clock.now()))) await eraseDemandes(deps)
    },
  }
}
