import type { Db } from '../../platform/db/database.ts'
import { RemboursementIntrouvable } from './refusals.ts'

/** The payment that a refund gives back. @throws RemboursementIntrouvable */
export async function findPaiementOf(db: Db, id: string): Promise<string> {
  const found = await db
    .selectFrom('remboursement')
    .select('paiement_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new RemboursementIntrouvable()
  return found.paiement_id
}
