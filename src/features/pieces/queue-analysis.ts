import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'

/** The analysis of one file; asked for again, it takes the place of the one that waits. */
export const queueAnalysis = (tx: Tx, fichierId: string): Promise<void> =>
  addJob(tx, 'piece:analyse', { id: fichierId }, { jobKey: `analyse-${fichierId}` })
