import type { Db } from '../../platform/db/database.ts'

/** Whether an attempt of this person is open at the provider: they left our page for its own. */
export async function isPaying(db: Db, usagerId: string): Promise<boolean> {
  const open = await db
    .selectFrom('paiement')
    .innerJoin('demande', 'demande.id', 'paiement.demande_id')
    .select('paiement.id')
    .where('demande.usager_id', '=', usagerId)
    .where('paiement.statut', '=', 'en_cours')
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
