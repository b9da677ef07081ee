import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'

/** The yearly word about the password is not shown again for a year. */
export async function putReminderAside(
  { db, clock }: { db: Db; clock: Clock },
  { usagerId }: UsagerActor,
): Promise<void> {
  await db.updateTable('usager').set({ rappel_vu_le: clock.now() }).where('id', '=', usagerId).execute()
}
