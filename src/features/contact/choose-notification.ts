import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { findAccord } from './accord-store.ts'

/**
 * Keeps or ends the express consent to be notified of decisions in the space (CRPA L112-15, R112-17 to R112-20). It ends at once:
 * the next decision goes by post. The same again changes nothing and leaves no line.
 */
export async function chooseNotification(
  deps: { db: Db; clock: Clock },
  acteur: UsagerActor,
  accord: boolean,
): Promise<void> {
  const le = deps.clock.now()
  const { usagerId } = acteur
  await inTransaction(deps.db, async (tx) => {
    // One at a time for a person, as for their other choices.
    await tx.selectFrom('usager').select('id').where('id', '=', usagerId).forNoKeyUpdate().execute()
    if ((await findAccord(tx, usagerId))?.accord === accord) return
    await tx
      .insertInto('accord_de_notification')
      .values({ usager_id: usagerId, accord, dit_le: le })
      .onConflict((conflict) => conflict.column('usager_id').doUpdateSet({ accord, dit_le: le }))
      .execute()
    const action = accord ? 'contact.notification-acceptee' : 'contact.notification-refusee'
    await appendJournal(tx, { le, acteur, action, objetId: usagerId })
  })
}
