import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Paiement } from '../../platform/db/schema.ts'

export type PaiementRow = Selectable<Paiement>

/** Locks an attempt, what is due first, as where an attempt begins: two ways to the same rows take them in one order. */
export async function lockPaiement(tx: Tx, id: string): Promise<PaiementRow | undefined> {
  await sql`select from montant_du where demande_id = (select demande_id from paiement where id = ${id}) for update`.execute(
    tx,
  )
  return tx.selectFrom('paiement').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Whether another attempt of the same demande was accepted: it keeps its place, and this one is to be given back. */
export async function isPaidAlready(tx: Tx, { id, demande_id }: PaiementRow): Promise<boolean> {
  if (demande_id === null) return false
  const other = await tx
    .selectFrom('paiement')
    .select('id')
    .where('demande_id', '=', demande_id)
    .where('statut', '=', 'accepte')
    .where('en_trop', '=', false)
    .where('impaye', '=', false)
    .where('id', '!=', id)
    .executeTakeFirst()
  return other !== undefined
}
