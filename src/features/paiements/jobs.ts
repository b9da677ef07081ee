import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { settlePaiement } from './settle-paiement.ts'

export function paiementsJobs(deps: PaiementsDeps): JobHandlers {
  return {
    'paiement:lis': async (payload) => {
      await settlePaiement(deps, idOf(payload))
    },
  }
}
