import { sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'

/** One slot outlives every nonce (three steps of 60 seconds), so that a proof is remembered while it could count. */
const SLOT_SECONDS = 300

/** Remembers the proofs of requests that change something, each for one use. */
export interface SeenProofs {
  /** @returns false when this proof was used before */
  use(jti: string): Promise<boolean>
}

/**
 * Two UNLOGGED tables alternate by slot; the one of the slot before last is truncated when its turn comes again.
 * One atomic INSERT decides; there is no find-then-save to race in.
 */
export function openSeenProofs(db: Db, clock: Clock): SeenProofs {
  let truncatedFor = -1
  return {
    use: async (jti) => {
      const slot = Math.floor(clock.now().getTime() / 1000 / SLOT_SECONDS)
      const [table, other] =
        slot % 2 === 0
          ? (['preuve_pair', 'preuve_impair'] as const)
          : (['preuve_impair', 'preuve_pair'] as const)
      if (truncatedFor !== slot) {
        truncatedFor = slot
        await emptyIfOld(db, table, slot)
      }
      // A proof made just before the slot changed may be replayed just after: the other table is asked too.
      const { rows } = await sql<{ jti: string }>`insert into ${sql.table(table)} (jti, recue_le)
        select ${jti}, ${clock.now()}::timestamptz where not exists (select from ${sql.table(other)} where jti = ${jti})
        on conflict do nothing returning jti`.execute(db)
      return rows.length === 1
    },
  }
}

/** Several processes may come to the same slot: only rows of an older slot justify the truncation. */
async function emptyIfOld(db: Db, table: 'preuve_pair' | 'preuve_impair', slot: number): Promise<void> {
  const start = new Date(slot * SLOT_SECONDS * 1000)
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${table}))`.execute(tx)
    const { rows } = await sql<{
      old: boolean
    }>`select exists (select from ${sql.table(table)} where recue_le < ${start}) as old`.execute(tx)
    if (!rows[0]?.old) return
    const fresh = await sql<{
      fresh: boolean
    }>`select exists (select from ${sql.table(table)} where recue_le >= ${start}) as fresh`.execute(tx)
    if (fresh.rows[0]?.fresh) await sql`delete from ${sql.table(table)} where recue_le < ${start}`.execute(tx)
    else await sql`truncate ${sql.table(table)}`.execute(tx)
  })
}
