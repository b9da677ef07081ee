import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { notifyUnread } from './notify-unread.ts'

export function decisionsJobs(deps: { db: Db; clock: Clock }): JobHandlers {
  return {
    'decision:notifie': async () => {
      while ((await notifyUnread(deps)) > 0);
    },
  }
}
