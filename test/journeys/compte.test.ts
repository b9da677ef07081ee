import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const START = '2026-11-23T09:00:00Z'
const NOUVEAU = 'un-sentier-de-gentianes-bleues'
let base: TestDatabase
let portal: Portal
let clock: TestClock
let email: string
let here: SignedClient
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
  email = `prudente-${people}@exemple.fr`
  await portal.addUsager(email)
  here = await portal.usager(email)
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const status = async (client: SignedClient): Promise<number> => (await client.get('/espace')).status
const change = (fields: Record<string, string>) =>
  here.post('/espace/compte/mot-de-passe', { actuel: MOT_DE_PASSE, nouveau: NOUVEAU, ...fields })
const signIn = async (motDePasse: string): Promise<number> =>
  (await portal.client().signIn('/connexion', { email, motDePasse })).status

test('another password: this session stays, the others end, the holder is told', async () => {
  const elsewhere = await portal.usager(email)
  expect((await change({})).location).toBe('/espace/compte?fait=mot-de-passe')
  expect([await status(here), await status(elsewhere)]).toEqual([200, 401])
  expect([await signIn(MOT_DE_PASSE), await signIn(NOUVEAU)]).toEqual([422, 200])
  const told = await portal.waitForMail(email, /a changé/)
  expect(told.text).not.toContain(NOUVEAU)
})

test.each([
  ['the present one is wrong', { actuel: 'pas-le-bon-du-tout' }, /pas votre mot de passe actuel/],
  ['the present one is left out', { actuel: '' }, /Écrivez votre mot de passe actuel/],
  ['the new one is weak', { nouveau: 'motdepasse1234' }, /mot de passe/],
  ['the new one is left out', { nouveau: '' }, /12 caractères/],
])('%s: said, and nothing changes', async (_, fields, expected) => {
  const answer = await change(fields)
  expect(answer.status).toBe(422)
  expect(words(answer.text)).toMatch(expected)
  expect(answer.text).not.toContain(MOT_DE_PASSE)
  expect(await signIn(MOT_DE_PASSE)).toBe(200)
})

test('an open session does not let anybody guess the password: five tries, then no more', async () => {
  for (let n = 0; n < 5; n += 1) await change({ actuel: `faux-mot-de-passe-${n}` })
  const answer = await change({})
  expect([answer.status, words(answer.text).includes('bloquée jusqu’au')]).toEqual([422, true])
  expect(await status(here)).toBe(200)
})

test('four changes at once: one is kept', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map((n) => change({ nouveau: `${NOUVEAU}-${n}` })))
  expect(answers.map((answer) => answer.status).sort()).toEqual([204, 422, 422, 422])
})

test('the devices that are signed in, ended one by one or all at once', async () => {
  const [second, third] = [await portal.usager(email), await portal.usager(email)]
  const page = await here.get('/espace/compte')
  expect(words(page.text)).toContain(email)
  expect(words(page.text)).toMatch(/celui-ci/)
  const ids = [...page.text.matchAll(/sessions\/([\w-]{36})/g)].map(([, id]) => id)
  expect(ids).toHaveLength(2)
  expect((await here.post(`/espace/compte/sessions/${ids[0]}`)).location).toBe('/espace/compte?fait=sessions')
  expect([await status(second), await status(third)].sort()).toEqual([200, 401])
  expect((await here.post(`/espace/compte/sessions/${ids[0]}`)).status).toBe(404)
  await here.post('/espace/compte/sessions')
  expect([await status(here), await status(second), await status(third)]).toEqual([200, 401, 401])
  expect(words((await here.get('/espace/compte')).text)).toContain('Aucun autre appareil')
})

test('a device says whether it is on this network, never which', async () => {
  const { db } = portal.context
  await portal.usager(email)
  await portal.usager(email)
  const mine = db.selectFrom('session').innerJoin('usager', 'usager.id', 'session.usager_id')
  const rows = await mine.select(['session.id', 'reseau']).where('usager.email', '=', email).execute()
  expect(rows.map(({ reseau }) => reseau?.length)).toEqual([32, 32, 32])
  // The last one came from elsewhere.
  const elsewhere =
    rows
      .map(({ id }) => id)
      .sort()
      .at(-1) ?? ''
  await db
    .updateTable('session')
    .set({ reseau: Buffer.alloc(32) })
    .where('id', '=', elsewhere)
    .execute()
  const text = words((await here.get('/espace/compte')).text)
  expect(text.match(/sur le même réseau que celui-ci/g)).toHaveLength(1)
})

test('somebody else’s session is not there to be ended', async () => {
  const other = `autre-${people}@exemple.fr`
  await portal.addUsager(other)
  const stranger = await portal.usager(other)
  const { id } = await portal.context.db
    .selectFrom('session')
    .innerJoin('usager', 'usager.id', 'session.usager_id')
    .select('session.id')
    .where('usager.email', '=', other)
    .executeTakeFirstOrThrow()
  expect((await here.post(`/espace/compte/sessions/${id}`)).status).toBe(404)
  expect(await status(stranger)).toBe(200)
})
