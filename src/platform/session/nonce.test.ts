import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openSeenProofs } from './jti.ts'
import { type Nonces, openNonces } from './nonce.ts'

const key = Buffer.alloc(32, 7)
const clock = createTestClock('2026-11-23T09:00:00Z')
const opened: Nonces[] = []
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(() => {
  for (const nonces of opened.splice(0)) nonces.close()
})
afterAll(() => database.drop())

async function open(secret = key): Promise<Nonces> {
  const nonces = await openNonces(database.db, clock, secret, (error) => {
    throw error
  })
  opened.push(nonces)
  return nonces
}

test('a nonce counts in its minute, the one before and the one after, and no longer', async () => {
  const nonces = await open()
  clock.set('2026-11-23T09:10:30Z')
  const nonce = nonces.current()
  const accepted = (moment: string): boolean => {
    clock.set(moment)
    return nonces.accepts(nonce)
  }
  expect(accepted('2026-11-23T09:08:59Z')).toBe(false)
  expect(accepted('2026-11-23T09:09:00Z')).toBe(true)
  expect(accepted('2026-11-23T09:10:59Z')).toBe(true)
  expect(accepted('2026-11-23T09:11:59Z')).toBe(true)
  expect(accepted('2026-11-23T09:12:00Z')).toBe(false)
})

test('nothing else is a nonce', async () => {
  const nonces = await open()
  const nonce = nonces.current()
  for (const other of ['', nonce.slice(1), `${nonce}x`, 'x'.repeat(22), 'é'.repeat(22)]) {
    expect(nonces.accepts(other)).toBe(false)
  }
  expect((await open(Buffer.alloc(32, 8))).accepts(nonce)).toBe(false)
})

test('two processes share the nonces; a base that restarted begins others', async () => {
  const [one, two] = [await open(), await open()]
  const nonce = one.current()
  expect(two.accepts(nonce)).toBe(true)
  // What a crash does to an unlogged table.
  await sql`delete from epoque_nonce`.execute(database.db)
  expect(await two.refresh()).toBe(true)
  expect(two.accepts(nonce)).toBe(false)
  expect(await one.refresh()).toBe(true)
  expect(one.current()).toBe(two.current())
  expect(await one.refresh()).toBe(false)
})

test('a proof is spent once, whoever asks and however many ask at once', async () => {
  const { epoch, stepOf, current } = await open()
  const step = stepOf(current()) ?? 0
  const [one, two] = [openSeenProofs(database.db, clock), openSeenProofs(database.db, clock)]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).use('preuve-1', step, epoch())),
  )
  expect(answers.filter(Boolean)).toHaveLength(1)
  expect(await one.use('preuve-2', step, epoch())).toBe(true)
})

test('a proof received again in the next slot is still known', async () => {
  const nonces = await open()
  const seen = openSeenProofs(database.db, clock)
  clock.set('2026-11-23T10:04:59Z')
  const step = nonces.stepOf(nonces.current()) ?? 0
  const last = nonces.current()
  expect(await seen.use('limite', step, nonces.epoch())).toBe(true)
  clock.set('2026-11-23T10:05:01Z')
  expect(nonces.stepOf(last)).toBe(step)
  expect(await seen.use('limite', step, nonces.epoch())).toBe(false)
})

test('the tables take turns and are emptied two slots later', async () => {
  const nonces = await open()
  const seen = openSeenProofs(database.db, clock)
  const kept = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select ((select count(*) from preuve_pair)
      + (select count(*) from preuve_impair))::int as n`.execute(database.db)
    return rows[0]?.n ?? 0
  }
  await sql`truncate preuve_pair, preuve_impair`.execute(database.db)
  clock.set('2026-11-23T11:00:30Z')
  for (let minute = 0; minute < 60; minute += 1) {
    const step = nonces.stepOf(nonces.current()) ?? 0
    await Promise.all([1, 2, 3].map((i) => seen.use(`m${minute}-${i}`, step, nonces.epoch())))
    clock.advance(60_000)
  }
  // Two slots of five minutes, three proofs a minute.
  expect(await kept()).toBeLessThanOrEqual(30)
  expect(await kept()).toBeGreaterThan(0)
})

test('no proof is spent under an epoch that is over', async () => {
  const nonces = await open()
  const seen = openSeenProofs(database.db, clock)
  const step = nonces.stepOf(nonces.current()) ?? 0
  await sql`delete from epoque_nonce`.execute(database.db)
  expect(await seen.use('apres-panne', step, nonces.epoch())).toBe(false)
  expect(await nonces.refresh()).toBe(true)
  expect(await seen.use('apres-panne', step, nonces.epoch())).toBe(true)
})
