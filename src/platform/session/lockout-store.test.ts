import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../db/database.ts'
import { clearAttempts, lockKey, sourceKey, takeAttempt } from './lockout-store.ts'

const key = Buffer.alloc(32, 3)
const START = new Date('2026-11-23T09:00:00Z')
const after = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000)
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const someKeys = () => ({ adresse: randomBytes(32), source: randomBytes(32) })
const take = async (keys: ReturnType<typeof someKeys>, now = START) =>
  (await takeAttempt(database.db, keys, now)).bloqueJusquA
const clear = (keys: ReturnType<typeof someKeys>, now = START) =>
  inTransaction(database.db, (tx) => clearAttempts(tx, keys, now))

test('twenty guesses at the same moment: five are evaluated, fifteen are told until when', async () => {
  const adresse = randomBytes(32)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => take({ adresse, source: randomBytes(32) })),
  )
  expect(answers.filter((until) => until === null)).toHaveLength(5)
  expect(new Set(answers.filter(Boolean).map((until) => until?.toISOString()))).toEqual(
    new Set([after(15).toISOString()]),
  )
})

test('a whole day of guessing evaluates twenty', async () => {
  const adresse = randomBytes(32)
  let evaluated = 0
  for (let minute = 0; minute < 24 * 60; minute += 5) {
    if ((await take({ adresse, source: randomBytes(32) }, after(minute))) === null) evaluated += 1
  }
  expect(evaluated).toBe(20)
})

test('the right password forgets the failures, not the count of the day', async () => {
  const keys = someKeys()
  for (let day = 0; day < 5; day += 1) {
    for (let failure = 0; failure < 4; failure += 1) {
      expect(await take({ ...keys, source: randomBytes(32) })).toBeNull()
    }
    if (day === 4) break
    expect(await take(keys)).toBeNull()
    await clear(keys)
  }
  // Four times four failures between right ones, and four more: twenty evaluated in vain.
  expect(await take(keys)).toEqual(after(24 * 60))
})

test('somebody who signs in often is never shut out', async () => {
  const keys = someKeys()
  for (let i = 0; i < 60; i += 1) {
    expect(await take(keys)).toBeNull()
    await clear(keys)
  }
})

test('one source: thirty failures in ten minutes, whatever the addresses', async () => {
  const source = randomBytes(32)
  const answers: (Date | null)[] = []
  for (let i = 0; i < 32; i += 1) answers.push(await take({ adresse: randomBytes(32), source }))
  expect(answers.filter((until) => until === null)).toHaveLength(30)
  expect(answers[31]).toEqual(after(10))
  expect(await take({ adresse: randomBytes(32), source }, after(10))).toBeNull()
})

test('sign-ins that succeed and fail at the same moment never block each other', async () => {
  const keys = someKeys()
  await take(keys)
  const crowd = Array.from({ length: 30 }, (_, i) =>
    i % 2 ? take(keys).then(() => clear(keys)) : clear(keys),
  )
  const done = await Promise.allSettled(crowd)
  expect(done.filter(({ status }) => status === 'rejected')).toEqual([])
})

describe('keys', () => {
  test('an address cannot be read from its key, and another secret makes another key', () => {
    const one = lockKey(key, 'anne@essai.example')
    expect(one).toHaveLength(32)
    expect(one).not.toEqual(lockKey(Buffer.alloc(32, 4), 'anne@essai.example'))
    expect(one).not.toEqual(lockKey(key, 'anna@essai.example'))
  })

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0:0:0:9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['fe80::1%eth0', 'fe80::2', true],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['::1', '::1:0:0:0:1', false],
  ])('%s and %s: one source? %s', (a, b, same) => {
    expect(sourceKey(key, a).equals(sourceKey(key, b))).toBe(same)
  })
})
