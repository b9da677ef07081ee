import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'

const START = '2026-11-23T09:00:00Z'
const MINUTE = 60_000
const NOUVEAU = 'un-sentier-de-gentianes-bleues'
let base: TestDatabase
let portal: Portal
let clock: TestClock
let email: string
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock(START)
  portal = await startPortal(base.url, { clock })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  clock.set(START)
  people += 1
  email = `distrait-${people}@exemple.fr`
  await portal.addUsager(email)
})

const post = async (path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  const response = await fetch(portal.origin + path, { method: 'POST', redirect: 'manual', body })
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: await response.text(),
  }
}
const ask = (address = email) => post('/mot-de-passe-oublie', { email: address })
const choose = (jeton: string, motDePasse = NOUVEAU) =>
  post('/mot-de-passe-oublie/nouveau', { jeton, motDePasse })
const linkIn = (text: string): string => /nouveau#([\w.-]+)/.exec(text)?.[1] ?? ''
const mailedLink = async (): Promise<string> =>
  linkIn((await portal.waitForMail(email, /nouveau mot de passe/i)).text)
const signIn = async (motDePasse: string): Promise<number> =>
  (await portal.client().signIn('/connexion', { email, motDePasse })).status

test('another password by the mailed link: it signs nobody in, every session ends, the holder is told', async () => {
  const elsewhere = await portal.usager(email)
  await ask()
  const jeton = await mailedLink()
  expect((await fetch(`${portal.origin}/mot-de-passe-oublie/nouveau`)).status).toBe(200)
  const done = await choose(jeton)
  expect([done.status, done.location]).toEqual([303, '/connexion?fait=mot-de-passe'])
  expect((await elsewhere.get('/espace')).status).toBe(401)
  expect(await signIn(MOT_DE_PASSE)).toBe(422)
  expect(await signIn(NOUVEAU)).toBe(200)
  const told = await portal.waitForMail(email, /a changé/)
  expect(told.text).toContain('Les autres appareils connectés ont été déconnectés')
  expect(told.text).not.toContain(NOUVEAU)
  // The link served: pressed again, it says so and changes nothing.
  expect((await choose(jeton, 'encore-un-autre-mot-de-passe')).status).toBe(410)
  expect(await signIn(NOUVEAU)).toBe(200)
})

test('known, unknown and blocked addresses are answered byte for byte alike, and only the first is written to', async () => {
  const unknown = `inconnu-${people}@exemple.fr`
  const known = await ask()
  expect(await ask(unknown)).toEqual(known)
  for (let n = 0; n < 6; n += 1) await signIn(`faux-mot-de-passe-${n}`)
  expect(await ask()).toEqual(known)
  await mailedLink()
  expect(await portal.mailsTo(unknown)).toEqual([])
})

test('a holder who was blocked by guesses enters again, also on a day that used up all tries', async () => {
  for (let block = 0; block < 8; block += 1) {
    for (let n = 0; n < 5; n += 1) await signIn(`faux-mot-de-passe-${n}`)
    clock.advance(121 * MINUTE)
  }
  expect(await signIn(MOT_DE_PASSE)).toBe(422)
  await ask()
  await choose(await mailedLink())
  expect(await signIn(NOUVEAU)).toBe(200)
})

test('the other links of the account die with the one that served; a link lives thirty minutes', async () => {
  await ask()
  const first = await mailedLink()
  await ask()
  await expect.poll(async () => (await portal.mailsTo(email)).length, { timeout: 10_000 }).toBe(2)
  const second = await mailedLink()
  expect(second).not.toBe(first)
  expect((await choose(second)).status).toBe(303)
  expect((await choose(first)).status).toBe(410)
  await ask()
  await expect.poll(async () => (await portal.mailsTo(email)).length, { timeout: 10_000 }).toBe(4)
  const late = await mailedLink()
  clock.advance(30 * MINUTE + 1)
  const answer = await choose(late, MOT_DE_PASSE)
  expect([answer.status, answer.text.includes('recevez un nouveau lien')]).toEqual([410, true])
})

test('four presses at once change the password once; three mails an hour at most', async () => {
  for (let n = 0; n < 8; n += 1) await ask()
  await expect.poll(async () => (await portal.mailsTo(email)).length, { timeout: 10_000 }).toBe(3)
  const jeton = await mailedLink()
  const answers = await Promise.all([1, 2, 3, 4].map((n) => choose(jeton, `${NOUVEAU}-${n}`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410, 410])
  await portal.waitForMail(email, /a changé/)
  expect((await portal.mailsTo(email)).length).toBe(4)
})

test.each([
  ['nothing', ''],
  ['too short', 'court'],
  ['everybody’s', 'motdepasse1234'],
])('a new password that is %s is refused, and the link still serves', async (_, motDePasse) => {
  await ask()
  const jeton = await mailedLink()
  const refused = await choose(jeton, motDePasse)
  expect([refused.status, refused.text.includes(jeton)]).toEqual([422, true])
  expect((await choose(jeton)).status).toBe(303)
})

test.each(['', 'x', 'camille@', 'a@b.fr\nBcc: c@d.fr', 'x'.repeat(5_000)])(
  '« %s » is no address: said, and no mail leaves',
  async (typed) => {
    expect((await ask(typed)).status).toBe(422)
  },
)
