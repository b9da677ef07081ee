import { CompiledQuery, sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'
import { EPOCH, STEP_SECONDS } from './nonce.ts'

/** Five nonce steps share a table; it is emptied two slots later, long after their last nonce stopped counting. */
const SLOT_STEPS = 5
type Table = 'preuve_pair' | 'preuve_impair'

// As text, not built anew: every request that changes something needs it.
const useIn = (table: Table): string => `insert into ${table} (jti, recue_le)
  select $1, $2::timestamptz where exists (select from epoque_nonce where ${EPOCH} = $3) on conflict do nothing`
const USE: Record<Table, string> = {
  preuve_pair: useIn('preuve_pair'),
  preuve_impair: useIn('preuve_impair'),
}

/** Remembers the proofs of requests that change something, each for one use. */
export interface SeenProofs {
  /**
   * @param step the step of the proof's nonce. It alone chooses the table, never the moment of reception: one proof
   *   always meets itself in the same table, whichever process receives it and when.
   * @param epoch the epoch that its nonce was judged by
   * @returns false when this proof was used before, or when the base began another epoch since
   */
  use(jti: string, step: number, epoch: string): Promise<boolean>
}

/** Two UNLOGGED tables alternate by slot. One atomic INSERT decides; there is no find-then-save to race in. */
export function openSeenProofs(db: Db, clock: Clock): SeenProofs {
  const ready: Record<Table, { slot: number; emptied: Promise<void> } | undefined> = {
    preuve_pair: undefined,
    preuve_impair: undefined,
  }
  /** Everyone waits for the table of a new slot to be emptied: a row put in before would be lost with the old ones. */
  const makeReady = (table: Table, slot: number): Promise<void> => {
    const known = ready[table]
    if (known?.slot === slot) return known.emptied
    const emptied = emptyIfOld(db, table, slot).catch((error: unknown) => {
      ready[table] = undefined
      throw error
    })
    ready[table] = { slot, emptied }
    return emptied
  }
  return {
    use: async (jti, step, epoch) => {
      const slot = Math.floor(step / SLOT_STEPS)
      const table = slot % 2 === 0 ? 'preuve_pair' : 'preuve_impair'
      await makeReady(table, slot)
      const { numAffectedRows } = await db.executeQuery(
        CompiledQuery.raw(USE[table], [jti, clock.now(), epoch]),
      )
      return numAffectedRows === 1n
    },
  }
}

/**
 * Empties a table of the slot before last. The first proof of a slot comes one step early at the soonest (a nonce of
 * the next step); the last proof of the slot before last came three steps earlier. Several processes take turns, and
 * rows of the new slot are kept.
 */
async function emptyIfOld(db: Db, table: Table, slot: number): Promise<void> {
  const start = new Date((slot * SLOT_STEPS - 2) * STEP_SECONDS * 1000)
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${table}))`.execute(tx)
    const { rows } = await sql<{ old: boolean; fresh: boolean }>`select
      exists (select from ${sql.table(table)} where recue_le < ${start}) as old,
      exists (select from ${sql.table(table)} where recue_le >= ${start}) as fresh`.execute(tx)
    if (!rows[0]?.old) return
    if (rows[0].fresh) await sql`delete from ${sql.table(table)} where recue_le < ${start}`.execute(tx)
    else await sql`truncate ${sql.table(table)}`.execute(tx)
  })
}
