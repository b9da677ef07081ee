import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'
import { sendRemboursement } from './send-remboursement.ts'

export function remboursementsJobs(deps: RemboursementsDeps): JobHandlers {
  return {
    'remboursement:envoie': (payload) => sendRemboursement(deps, idOf(payload)),
  }
}
