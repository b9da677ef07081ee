import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Paiement } from '../../platform/db/schema.ts'
import { gardesDe } from './gardes.query.ts'
import { detenuCents } from './reste-a-payer.ts'

export type PaiementRow = Selectable<Paiement>

/** Locks an attempt, what is due first, as where an attempt begins: two ways to the same rows take them in one order. */
export async function lockPaiement(tx: Tx, id: string): Promise<PaiementRow | undefined> {
  await sql`select from montant_du where demande_id = (select demande_id from paiement where id = ${id}) for update`.execute(
    tx,
  )
  return tx.selectFrom('paiement').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/**
 * The place of an attempt that is accepted among the others of its demande: as long as something is held of one that was
 * accepted before, this one is to be given back; all of it given back, this one pays beside it.
 */
export async function placeOf(
  tx: Tx,
  { id, demande_id }: PaiementRow,
): Promise<{ enTrop: boolean; complement: boolean }> {
  const gardes = demande_id === null ? [] : await gardesDe(tx, demande_id, id)
  const enTrop = detenuCents(gardes) > 0
  return { enTrop, complement: !enTrop && gardes.length > 0 }
}
