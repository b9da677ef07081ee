import type { Db, Tx } from '../../platform/db/database.ts'

export interface AccordDeNotification {
  accord: boolean
  ditLe: Date
}

/** What a person said of being notified in their space; undefined when they were never asked. */
export async function findAccord(db: Db | Tx, usagerId: string): Promise<AccordDeNotification | undefined> {
  const row = await db
    .selectFrom('accord_de_notification')
    .select(['accord', 'dit_le as ditLe'])
    .where('usager_id', '=', usagerId)
    .executeTakeFirst()
  return row
}

/** Whether a decision may be notified in the space: only by express consent (CRPA L112-15). Asked in its transaction. */
export const acceptsNotification = async (tx: Tx, usagerId: string): Promise<boolean> =>
  (await findAccord(tx, usagerId))?.accord ?? false
