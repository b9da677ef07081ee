import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const BASE = '/espace/compte/informations'
let base: TestDatabase
let portal: Portal
let clock: TestClock
let email: string
let here: SignedClient
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock('2026-11-23T09:00:00Z')
  portal = await startPortal(base.url, { clock })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  people += 1
  email = `curieuse-${people}@exemple.fr`
  await portal.addUsager(email)
  here = await portal.usager(email)
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const VOUS = {
  'identite.civilite': 'madame',
  'identite.prenom': 'Élodie',
  'identite.nom': 'D’Arc-Été',
  'naissance.jour': '27',
  'naissance.mois': '3',
  'naissance.annee': '1984',
  telephone: '06 12 34 56 78',
  'adresse.ligne1': '1 rue des Lilas',
  'adresse.codePostal': '38000',
  'adresse.commune': 'Grenoble',
}
const ENFANT = {
  'enfant.prenom': 'Léa',
  'enfant.nom': 'Martin',
  'enfant.naissance.jour': '3',
  'enfant.naissance.mois': '2',
  'enfant.naissance.annee': '2014',
}
const mails = async (): Promise<number> =>
  (await portal.mailsTo(email)).filter(({ subject }) => /informations ont changé/.test(subject)).length

test('everything that the account holds of a person is seen and corrected, and told by mail without its content', async () => {
  expect((await here.get(BASE)).text).toContain('value="Camille"')
  expect((await here.post(BASE, VOUS)).location).toBe('/espace/compte?fait=informations')
  const page = await here.get(BASE)
  for (const value of ['Élodie', 'D’Arc-Été', '1984', '1 rue des Lilas', 'Grenoble'])
    expect(page.text).toContain(`value="${value}"`)
  const mail = await portal.waitForMail(email, /informations ont changé/)
  expect(mail.text).not.toMatch(/Élodie|Lilas/)
  // It is offered again in a démarche.
  const brouillon =
    (await here.post('/espace/demarches/pack-rentree/commencer', { conditions: '1' })).location ?? ''
  expect((await here.get(`${brouillon}/vous`)).text).toContain('value="1 rue des Lilas"')
})

test('the same again changes and tells nothing; emptied, what is optional goes', async () => {
  await here.post(BASE, VOUS)
  await here.post(BASE, VOUS)
  await portal.waitForMail(email, /informations ont changé/)
  expect(await mails()).toBe(1)
  await here.post(BASE, { 'identite.prenom': 'Élodie', 'identite.nom': 'Été' })
  const row = await portal.context.db
    .selectFrom('usager')
    .selectAll()
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({
    nom: 'Été',
    telephone: null,
    adresse: null,
    date_naissance: null,
    civilite: null,
  })
})

test.each([
  ['no name', { 'identite.prenom': '', 'identite.nom': '' }, /prénom/],
  ['a control character', { 'identite.nom': 'Mar\u0007tin' }, /corriger/],
  ['a name of digits', { 'identite.nom': '1234' }, /lettres/],
  ['a name without end', { 'identite.nom': 'a'.repeat(10_000) }, /80/],
  ['born tomorrow', { 'naissance.annee': '2027' }, /corriger/],
  ['a day that never was', { 'naissance.jour': '31', 'naissance.mois': '2' }, /corriger/],
  ['a telephone of letters', { telephone: 'allô' }, /numéro complet/],
  ['half an address', { 'adresse.ligne1': '' }, /numéro et la rue/],
])('%s: said, and what was typed is still there', async (_, fields, expected) => {
  const answer = await here.post(BASE, { ...VOUS, ...fields })
  expect([answer.status, words(answer.text)]).toEqual([422, expect.stringMatching(expected)])
  expect(answer.text).toContain('value="Grenoble"')
  expect(await mails()).toBe(0)
})

test('the children of the household: added once, corrected, taken out', async () => {
  const add = () => here.post(`${BASE}/enfants/nouveau`, ENFANT)
  await Promise.all([add(), add(), add(), add()])
  const found = [...(await here.get(BASE)).text.matchAll(/enfants\/([\w-]{36})"/g)].map(([, id]) => id)
  expect(found).toHaveLength(1)
  const path = `${BASE}/enfants/${found[0]}`
  expect((await here.get(path)).text).toContain('value="Léa"')
  expect((await here.post(path, { ...ENFANT, 'enfant.prenom': 'Léonie' })).location).toBe(
    `${BASE}?fait=foyer`,
  )
  expect(words((await here.get(BASE)).text)).toContain('Léonie Martin')
  await here.post(`${path}/retrait`)
  expect(words((await here.get(BASE)).text)).toContain('Aucun enfant enregistré')
  expect((await here.post(`${path}/retrait`)).status).toBe(404)
})

test('somebody else’s child is not there', async () => {
  await here.post(`${BASE}/enfants/nouveau`, ENFANT)
  const id = /enfants\/([\w-]{36})"/.exec((await here.get(BASE)).text)?.[1]
  const other = `autre-${people}@exemple.fr`
  await portal.addUsager(other)
  const stranger = await portal.usager(other)
  for (const attempt of [
    await stranger.get(`${BASE}/enfants/${id}`),
    await stranger.post(`${BASE}/enfants/${id}`, ENFANT),
    await stranger.post(`${BASE}/enfants/${id}/retrait`),
  ])
    expect(attempt.status).toBe(404)
  expect(words((await here.get(BASE)).text)).toContain('Léa Martin')
})
