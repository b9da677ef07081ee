import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { SondageFerme } from './refusals.ts'
import type { SondageDeps } from './sondage-deps.ts'
import type { Visite } from './visite.ts'

export interface Vote {
  numero: number
  /** From 1, in the order of the choices. */
  rang: number
  visite: Visite
  /** 16 bits: see `reseauDe`. */
  reseau: number
}

/**
 * Counts a vote, once for a visite and a network.
 * @returns whether it was counted now; false when it had been
 * @throws SondageFerme
 */
export function castVote({ db }: Pick<SondageDeps, 'db'>, vote: Vote): Promise<boolean> {
  const { numero, rang, visite, reseau } = vote
  return inTransaction(db, async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('sondage_visite')
      .values({ sondage: numero, visite: visite.id, reseau, expire_le: visite.expireLe })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) return false
    // Open and counted in one statement: nothing is added to results that were closed. Last, as everybody waits for
    // this row.
    const { numAffectedRows } = await sql`update sondage set voix[${rang}] = voix[${rang}] + 1
      where numero = ${numero} and ouvert_le is not null and ferme_le is null`.execute(tx)
    if (numAffectedRows !== 1n) throw new SondageFerme()
    return true
  })
}
