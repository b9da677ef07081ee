import type { Db, Tx } from '../../platform/db/database.ts'

/**
 * Whether an address belongs to an account: it is its identifier, or it was until less than seven days ago and may be
 * taken back by its holder.
 */
export async function adressePrise(
  db: Db | Tx,
  emailNormalise: string,
  now: Date,
  saufUsager?: string,
): Promise<boolean> {
  const holder = await db
    .selectFrom('usager')
    .select('id')
    .where('email_normalise', '=', emailNormalise)
    .executeTakeFirst()
  if (holder && holder.id !== saufUsager) return true
  const former = await db
    .selectFrom('lien')
    .select('usager_id')
    .where('email_normalise', '=', emailNormalise)
    .where('genre', '=', 'annulation-adresse')
    .where('utilise_le', 'is', null)
    .where('expire_le', '>', now)
    .execute()
  return former.some(({ usager_id }) => usager_id !== saufUsager)
}
