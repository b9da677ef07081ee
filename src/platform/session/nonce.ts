import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'

export const STEP_SECONDS = 60
const REFRESH_MS = 30_000

/** Makes and checks the nonce that every proof carries: stateless, an HMAC over 60-second steps and the epoch. */
export interface Nonces {
  current(): string
  accepts(nonce: string): boolean
  /** The step that an acceptable nonce was made for; undefined for any other. */
  stepOf(nonce: string): number | undefined
  /** What this process believes the epoch of the base to be. */
  epoch(): string
  /** Reads the epoch again. @returns whether it had changed */
  refresh(): Promise<boolean>
  close(): void
}

export function nonceAt(key: Buffer, epoch: string, step: number): string {
  return createHmac('sha256', key).update(`${epoch}:${step}`).digest('base64url').slice(0, 22)
}

/**
 * The epoch in SQL: it changes when the base restarts or fails over, because its unlogged tables of seen proofs are then
 * empty and proofs made before must not count again. The row lives in an unlogged table, which a crash empties too;
 * the start of the server tells a stand-by that took over from the one it replaces.
 */
export const EPOCH = "epoque || ':' || extract(epoch from pg_postmaster_start_time())"

/** Opens the nonces of this process. All web processes share one epoch and read it again every 30 seconds. */
export async function openNonces(
  db: Db,
  clock: Clock,
  key: Buffer,
  onError: (error: unknown) => void,
): Promise<Nonces> {
  let epoch = await readEpoch(db)
  /** The nonces of this epoch by step: each request asks for three of them. */
  const made = new Map<number, string>()
  const nonceOf = (step: number): string => {
    const known = made.get(step)
    if (known) return known
    if (made.size > 8) made.clear()
    const nonce = nonceAt(key, epoch, step)
    made.set(step, nonce)
    return nonce
  }
  const refresh = async (): Promise<boolean> => {
    const before = epoch
    epoch = await readEpoch(db)
    if (epoch !== before) made.clear()
    return epoch !== before
  }
  const timer = setInterval(() => void refresh().catch(onError), REFRESH_MS)
  timer.unref()
  const stepNow = (): number => Math.floor(clock.now().getTime() / 1000 / STEP_SECONDS)
  // Previous, current and next: a proof made just before a step, or by a process slightly ahead, still counts.
  const stepOf = (nonce: string): number | undefined => {
    const given = Buffer.from(nonce)
    const now = stepNow()
    return [now, now - 1, now + 1].find((step) => {
      const expected = Buffer.from(nonceOf(step))
      return given.length === expected.length && timingSafeEqual(given, expected)
    })
  }
  return {
    current: () => nonceOf(stepNow()),
    accepts: (nonce) => stepOf(nonce) !== undefined,
    stepOf,
    epoch: () => epoch,
    refresh,
    close: () => clearInterval(timer),
  }
}

async function readEpoch(db: Db): Promise<string> {
  await db
    .insertInto('epoque_nonce')
    .values({ epoque: crypto.randomUUID(), changee_le: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { rows } = await sql<{ epoch: string }>`select ${sql.raw(EPOCH)} as epoch from epoque_nonce`.execute(
    db,
  )
  const epoch = rows[0]?.epoch
  if (!epoch) throw new Error('no nonce epoch')
  return epoch
}
