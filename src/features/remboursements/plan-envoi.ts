import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'

/** Sends an order that is to be sent, or reads what became of one that was, not before a moment: one job an order. */
export const planEnvoi = (tx: Tx, id: string, runAt: Date): Promise<void> =>
  addJob(tx, 'remboursement:envoie', { id }, { runAt, jobKey: `remboursement:${id}` })
