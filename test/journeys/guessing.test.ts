import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockKey, sourceKey, takeAttempt } from '../../src/platform/session/lockout-store.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { claimsOf, header, makeKeys, signProof } from '../support/proof-maker.ts'
import { createRawClient, type RawClient } from '../support/raw-client.ts'
import type { SignedClient } from '../support/signed-client.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const START = '2026-11-23T09:00:00Z'
const clock = createTestClock(START)
let base: TestDatabase
let portal: Portal
let raw: RawClient
let holder: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { clock, worker: false, behindProxy: true })
  raw = createRawClient(portal.origin)
  await portal.addUsager('titulaire@exemple.fr')
  holder = await portal.usager('titulaire@exemple.fr')
})
afterAll(async () => {
  raw.close()
  await portal.stop()
  await base.drop()
})

/** Numbers between 0 and 1 that are the same at each run. */
const drawn = (seed: string): number =>
  createHash('sha256').update(seed).digest().readUInt32BE(0) / 0x1_0000_0000
const mostInADay = (moments: readonly number[]): number =>
  Math.max(0, ...moments.map((start) => moments.filter((at) => at >= start && at < start + DAY).length))

/** Tries a password at the door, from a network of its own. @returns whether it was evaluated, and the page */
async function guess(email: string, motDePasse: string, ip: string) {
  const keys = makeKeys()
  const body = new URLSearchParams({ email, motDePasse }).toString()
  const to = { origin: portal.origin, method: 'POST', path: '/connexion', body }
  const { ath: _, ...claims } = claimsOf(to, { token: '', nonce: portal.context.nonces.current() })
  const answer = await raw.send({
    path: to.path,
    body,
    headers: { dpop: signProof(keys, header(keys), claims), 'x-forwarded-for': ip },
  })
  return { ...answer, evaluated: !answer.text.includes('la connexion est bloquée jusqu’au') }
}

test('10,000 guesses over 500 addresses in two days: never more than twenty evaluated in any 24 hours', async () => {
  const { db, lockoutKey, lockRules } = portal.context
  const start = new Date(START).getTime()
  // A few addresses take most of the guesses, as in life; each guess comes from a network of its own.
  const guesses = Array.from({ length: 10_000 }, (_, number) => ({
    number,
    adresse: `victime-${Math.floor(drawn(`a${number}`) ** 3 * 500)}@exemple.fr`,
    at: start + Math.floor(drawn(`t${number}`) * 2 * DAY),
  })).sort((a, b) => a.at - b.at)
  const evaluated = new Map<string, number[]>()
  for (const { number, adresse, at } of guesses) {
    const keys = {
      adresse: lockKey(lockoutKey, adresse),
      source: sourceKey(lockoutKey, `10.${number >> 8}.${number & 255}.1`),
    }
    const { bloqueJusquA } = await takeAttempt(db, keys, new Date(at), lockRules)
    if (bloqueJusquA === null) evaluated.set(adresse, [...(evaluated.get(adresse) ?? []), at])
  }
  const addresses = new Set(guesses.map(({ adresse }) => adresse))
  expect(addresses.size).toBeGreaterThan(480)
  const most = [...evaluated.values()].map(mostInADay)
  // The addresses that were guessed at without end reached the limit, and none went over it.
  expect(Math.max(...most)).toBe(20)
  expect(most.filter((count) => count === 20).length).toBeGreaterThan(20)
}, 180_000)

test('at the door, a day and a half long: the guesser is stopped, the holder never disturbed', async () => {
  const evaluated: number[] = []
  const start = new Date(START).getTime()
  for (let round = 0; round < 36 * 6; round += 1) {
    clock.set(new Date(start + round * 10 * MINUTE).toISOString())
    const { status, evaluated: tried } = await guess(
      'titulaire@exemple.fr',
      `essai-${round}`,
      `10.200.0.${round}`,
    )
    expect(status).toBe(422)
    if (tried) evaluated.push(clock.now().getTime())
    // Every session ends after eight hours, guessed at or not.
    if (round < 8 * 6 - 1) expect((await holder.get('/espace')).status).toBe(200)
  }
  expect(mostInADay(evaluated)).toBe(20)
}, 180_000)

test('the right password, while blocked, is not evaluated: it is told what a wrong one is', async () => {
  clock.advance(3 * DAY)
  for (let failure = 0; failure < 5; failure += 1)
    expect((await guess('titulaire@exemple.fr', `non-${failure}`, '10.1.1.1')).evaluated).toBe(true)
  const right = await guess('titulaire@exemple.fr', MOT_DE_PASSE, '10.1.1.2')
  const wrong = await guess('titulaire@exemple.fr', 'encore-un-essai', '10.1.1.3')
  expect([right.status, right.text]).toEqual([wrong.status, wrong.text])
  expect(right.evaluated).toBe(false)
})
