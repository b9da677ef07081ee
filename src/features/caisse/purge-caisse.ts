import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'

/** In the place of a reason that is kept no more: the base wants one. */
const EFFACE = 'Effacé au bout de dix ans.'

/**
 * What was written by hand about money goes after ten years, with what is on a cheque and what proved a payment to the
 * bank; the accounts say amounts and days. @param today day in Paris
 */
export async function purgeCaisse(tx: Tx, today: string): Promise<void> {
  const before = sql`${today}::date - interval '10 years'`
  await sql`update cheque set numero = null, banque = null
    where recu_le < ${before} and num_nonnulls(numero, banque) > 0`.execute(tx)
  await sql`update cheque_impaye set motif = ${EFFACE} where conclu_le < ${before} and motif <> ${EFFACE}`.execute(
    tx,
  )
  await sql`update remboursement set motif = ${EFFACE}, virement_reference = null,
      motif_de_fin = case when motif_de_fin is not null then ${EFFACE} end
    where conclu_le < ${before} and motif <> ${EFFACE}`.execute(tx)
  // Whoever decided of one kept the provider's words beside it: a reason never stands alone.
  await sql`update paiement set autorisation = null, message = null,
      motif_de_decision = case when motif_de_decision is not null then ${EFFACE} end
    where conclu_le < ${before} and (autorisation is not null or message is not null)`.execute(tx)
}
