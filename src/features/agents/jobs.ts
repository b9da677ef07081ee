import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { eraseAgents } from './erase-agents.ts'

export const agentsJobs = (deps: { db: Db; clock: Clock }): JobHandlers => ({
  'agent:efface': () => eraseAgents(deps),
})
