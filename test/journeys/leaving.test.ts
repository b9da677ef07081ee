import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const START = '2026-11-23T09:00:00Z'
const SECOND = 1_000
let base: TestDatabase
let portal: Portal
let clock: TestClock
let here: SignedClient
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock(START)
  portal = await startPortal(base.url, { clock, worker: false })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  clock.set(START)
  people += 1
  const email = `depart-${people}@exemple.fr`
  await portal.addUsager(email)
  here = await portal.usager(email)
})

const status = async (): Promise<number> => (await here.get('/espace')).status

test('a page that was left and comes back within ninety seconds goes on; later it signs in again', async () => {
  expect((await here.post('/session/depart')).status).toBe(204)
  clock.advance(89 * SECOND)
  expect(await status()).toBe(200)
  await expect
    .poll(() =>
      portal.context.db
        .selectFrom('session')
        .select('reprise_avant')
        .where('reprise_avant', 'is not', null)
        .execute(),
    )
    .toEqual([])
  clock.advance(10 * 60 * SECOND)
  expect(await status()).toBe(200)
  await here.post('/session/depart')
  clock.advance(90 * SECOND)
  expect(await status()).toBe(401)
})

test('a sign of life is no page, and keeps an unused session open', async () => {
  for (let n = 0; n < 4; n += 1) {
    clock.advance(25 * 60 * SECOND)
    expect((await here.get('/session/presence')).status).toBe(204)
  }
  expect(await status()).toBe(200)
})

test('eight hours after sign-in a session is over, however much it is used', async () => {
  // That a session is in use is written down after the page has left.
  const unseen = async (): Promise<number> => {
    const { vue_le } = await portal.context.db
      .selectFrom('session')
      .select('vue_le')
      .where('terminee_le', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return clock.now().getTime() - vue_le.getTime()
  }
  for (let n = 0; n < 8 * 3; n += 1) {
    expect(await status()).toBe(200)
    await expect.poll(unseen, { interval: 10 }).toBeLessThan(2 * 60 * SECOND)
    clock.advance(20 * 60 * SECOND)
  }
  expect(await status()).toBe(401)
})

test('a fresh nonce costs no session and sets none', async () => {
  const answer = await fetch(`${portal.origin}/session/nonce`)
  expect([answer.status, answer.headers.get('dpop-nonce')?.length]).toEqual([204, expect.any(Number)])
})

test('the password again is asked for, and counts for five minutes', async () => {
  const wrong = await here.post('/espace/identite', { motDePasse: 'pas-le-bon-du-tout' })
  expect([wrong.status, wrong.text.includes('pas-le-bon')]).toEqual([422, false])
  const proved = async () =>
    (
      await portal.context.db
        .selectFrom('session')
        .select('prouvee_le')
        .where('terminee_le', 'is', null)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
    ).prouvee_le
  clock.advance(10 * 60 * SECOND)
  expect((await here.post('/espace/identite', { motDePasse: MOT_DE_PASSE })).status).toBe(204)
  expect(await proved()).toEqual(clock.now())
})
