import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'

const STEP_SECONDS = 60
const REFRESH_MS = 30_000

/** Makes and checks the nonce that every proof carries: stateless, an HMAC over 60-second steps and the epoch. */
export interface Nonces {
  current(): string
  accepts(nonce: string): boolean
  close(): void
}

/** Previous, current and next step: a proof made just before a step, or against a clock slightly apart, still counts. */
export function nonceAt(key: Buffer, epoch: string, step: number): string {
  return createHmac('sha256', key).update(`${epoch}:${step}`).digest('base64url').slice(0, 22)
}

/**
 * Opens the nonces of this process. The epoch changes when the base restarts or fails over: its unlogged tables of
 * seen proofs are then empty or behind, so proofs made before must not count again. It lives in an unlogged table, which a
 * crash empties too, beside the postmaster's start time; all web processes share it and read it every 30 seconds.
 */
export async function openNonces(
  db: Db,
  clock: Clock,
  key: Buffer,
  onError: (error: unknown) => void,
): Promise<Nonces> {
  let epoch = await readEpoch(db)
  const timer = setInterval(() => {
    readEpoch(db).then((read) => {
      epoch = read
    }, onError)
  }, REFRESH_MS)
  timer.unref()
  const stepNow = (): number => Math.floor(clock.now().getTime() / 1000 / STEP_SECONDS)
  return {
    current: () => nonceAt(key, epoch, stepNow()),
    accepts: (nonce) => {
      const given = Buffer.from(nonce)
      return [0, -1, 1].some((offset) => {
        const expected = Buffer.from(nonceAt(key, epoch, stepNow() + offset))
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
    },
    close: () => clearInterval(timer),
  }
}

async function readEpoch(db: Db): Promise<string> {
  await db
    .insertInto('epoque_nonce')
    .values({ epoque: crypto.randomUUID(), changee_le: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { rows } = await sql<{
    epoch: string
  }>`select epoque || ':' || pg_postmaster_start_time()::text as epoch
    from epoque_nonce`.execute(db)
  const epoch = rows[0]?.epoch
  if (!epoch) throw new Error('no nonce epoch')
  return epoch
}
