import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import { type RappelDeps, remindToPay } from './remind-to-pay.ts'
import { settlePaiement } from './settle-paiement.ts'

export function paiementsJobs(deps: RappelDeps): JobHandlers {
  return {
    'paiement:lis': async (payload) => {
      await settlePaiement(deps, idOf(payload))
    },
    'paiement:rappelle': (payload) => remindToPay(deps, idOf(payload)),
  }
}
