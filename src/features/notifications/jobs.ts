import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import { type GroupeDeps, replanGroupes, sendGroupe } from './send-groupe.ts'

const KEPT_DAYS = 365
const BATCH = 5_000

/** `notification:groupe` follows what happens; `notification:relance` runs each hour, `notification:purge` each night. */
export function notificationsJobs(deps: GroupeDeps): JobHandlers {
  return {
    'notification:groupe': (payload) => sendGroupe(deps, idOf(payload)),
    'notification:relance': async () => void (await replanGroupes(deps)),
    'notification:purge': () => purgeNotifications(deps),
  }
}

/** A year later the demande itself still tells what happened to it. */
async function purgeNotifications({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000)
  const batch = async (): Promise<bigint> => {
    const old = db.selectFrom('notification').select('id').where('le', '<', before).orderBy('le').limit(BATCH)
    return (await db.deleteFrom('notification').where('id', 'in', old).executeTakeFirst()).numDeletedRows
  }
  while ((await batch()) === BigInt(BATCH));
}
