import type { Db } from '../../src/platform/db/database.ts'

/** What the journal keeps of an action, oldest first. */
export async function journalOf(db: Db, action: string): Promise<unknown[]> {
  const lines = await db
    .selectFrom('journal')
    .select('donnees')
    .where('action', '=', action)
    .orderBy('id')
    .execute()
  return lines.map(({ donnees }) => donnees)
}
