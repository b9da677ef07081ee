import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'

/** Whoever reads the thing has read what told of it. Nothing to read, as most often, costs one look at an index. */
export async function readNotificationsOf(
  db: Db,
  { usagerId, demandeId, genre }: { usagerId: string; demandeId: string; genre?: 'message.recu' },
  le: Date,
): Promise<void> {
  const unread = await db
    .selectFrom('notification')
    .select('id')
    .where('usager_id', '=', usagerId)
    .where('demande_id', '=', demandeId)
    .where('lue_le', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!unread) return
  await inTransaction(db, (tx) =>
    tx
      .updateTable('notification')
      .set({ lue_le: le })
      .where('usager_id', '=', usagerId)
      .where('demande_id', '=', demandeId)
      .where('lue_le', 'is', null)
      .$if(genre !== undefined, (query) => query.where('genre', '=', genre ?? ''))
      .execute(),
  )
}

/** One notification, or all of them. Another person's, or one that is gone, is left alone. */
export async function readNotifications(
  db: Db,
  usagerId: string,
  id: string | 'toutes',
  le: Date,
): Promise<void> {
  await inTransaction(db, (tx) =>
    tx
      .updateTable('notification')
      .set({ lue_le: le })
      .where('usager_id', '=', usagerId)
      .where('lue_le', 'is', null)
      .$if(id !== 'toutes', (query) => query.where('id', '=', id))
      .execute(),
  )
}

/**
 * What was asked of the person is done, or is not wanted any more: it leaves the head of their feed.
 * @param only the kinds, or the thing, that it is about; everything of the demande when absent. `lues`: they are no news
 * either, for what they ask would mislead now
 */
export async function settleNotifications(
  tx: Tx,
  demandeId: string,
  le: Date,
  only: { objetId?: string; genres?: readonly string[]; lues?: true } = {},
): Promise<void> {
  const { objetId, genres, lues } = only
  await tx
    .updateTable('notification')
    .set({
      faite_le: sql<Date>`coalesce(faite_le, ${le})`,
      ...(lues ? { lue_le: sql<Date>`coalesce(lue_le, ${le})` } : {}),
    })
    .where('demande_id', '=', demandeId)
    .where('a_faire', '=', true)
    .where((eb) => eb.or([eb('faite_le', 'is', null), ...(lues ? [eb('lue_le', 'is', null)] : [])]))
    .$if(objetId !== undefined, (query) => query.where('objet_id', '=', objetId ?? null))
    .$if(genres !== undefined, (query) => query.where('genre', 'in', genres ?? []))
    .execute()
}
