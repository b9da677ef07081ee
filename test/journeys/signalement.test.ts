import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { mailedToken } from '../support/mailed-link.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const START = '2026-11-23T09:00:00Z'
const DAY = 86_400_000
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
  email = `volee-${people}@exemple.fr`
  await portal.addUsager(email)
  await portal.context.db.deleteFrom('verrou_source').execute()
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const REFERENCE = /SIG26-\w{4}-\w{4}/
const post = async (path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  const response = await fetch(portal.origin + path, { method: 'POST', redirect: 'manual', body })
  return { status: response.status, text: await response.text() }
}
const report = (fields: Record<string, string> = {}) =>
  post('/signaler', { courriel: email, recit: 'Une connexion inconnue.', contact: '', ...fields })
const signIn = async (): Promise<number> =>
  (await portal.client().signIn('/connexion', { email, motDePasse: MOT_DE_PASSE })).status
const tickets = () =>
  portal.context.db.selectFrom('signalement').selectAll().where('courriel', '=', email).execute()
const status = async (client: SignedClient): Promise<number> => (await client.get('/espace')).status

test('from the account: every session ends, nobody enters, the evidence is kept, the staff has a ticket', async () => {
  const [here, elsewhere] = [await portal.usager(email), await portal.usager(email)]
  const answer = await here.post('/espace/compte/signaler', { recit: 'Je ne reconnais pas ce téléphone.' })
  expect([answer.location, answer.headers.get('espace-session')]).toEqual(['/signaler/fait', 'fin'])
  expect([await status(here), await status(elsewhere), await signIn()]).toEqual([401, 401, 422])
  const told = await portal.waitForMail(email, /est bloqué/)
  const [ticket] = await tickets()
  expect(told.text).toContain(ticket?.reference)
  expect(ticket).toMatchObject({ gele: true, origine: 'compte', recit: 'Je ne reconnais pas ce téléphone.' })
  expect(ticket?.indices).toHaveLength(2)
})

test('a new password by the mailed link opens the account again', async () => {
  await (await portal.usager(email)).post('/espace/compte/signaler')
  await post('/mot-de-passe-oublie', { email })
  const mail = await portal.waitForMail(email, /nouveau mot de passe/)
  const motDePasse = 'un-sentier-de-gentianes-bleues'
  await post('/mot-de-passe-oublie/nouveau', {
    jeton: mailedToken(mail, '/mot-de-passe-oublie/nouveau'),
    motDePasse,
  })
  expect((await portal.client().signIn('/connexion', { email, motDePasse })).status).toBe(200)
})

test('the public form proves nothing: a ticket, a mail to the holder, and the account stays open', async () => {
  const open = await portal.usager(email)
  const answer = await report()
  expect([answer.status, words(answer.text)]).toEqual([200, expect.stringMatching(REFERENCE)])
  const told = await portal.waitForMail(email, /signalement concerne/)
  expect([await status(open), await signIn()]).toEqual([200, 200])
  // The holder may go further; the mail scanner that only opens the link may not.
  const jeton = mailedToken(told, '/signaler/gel')
  expect((await fetch(`${portal.origin}/signaler/gel`)).status).toBe(200)
  expect(await status(open)).toBe(200)
  const frozen = await post('/signaler/gel', { jeton })
  expect([frozen.status, words(frozen.text)]).toEqual([200, expect.stringMatching(REFERENCE)])
  expect([await status(open), await signIn()]).toEqual([401, 422])
})

test('known and unknown addresses are answered alike but for the reference', async () => {
  const neutral = (text: string): string => text.replace(REFERENCE, 'REFERENCE')
  const known = await report()
  const unknown = await report({ courriel: 'jamais-vue@exemple.fr' })
  expect([unknown.status, neutral(unknown.text)]).toEqual([known.status, neutral(known.text)])
})

test('pressed four times at once, and again later: one freeze, one ticket, one reference', async () => {
  await report()
  const jeton = mailedToken(await portal.waitForMail(email, /signalement concerne/), '/signaler/gel')
  const answers = await Promise.all([1, 2, 3, 4].map(() => post('/signaler/gel', { jeton })))
  answers.push(await post('/signaler/gel', { jeton }))
  const references = new Set(answers.map(({ text }) => REFERENCE.exec(text)?.[0]))
  expect([answers.every(({ status }) => status === 200), references.size]).toEqual([true, 1])
  expect((await tickets()).filter(({ gele }) => gele)).toHaveLength(1)
})

test('a link freezes for thirty days, and an altered one never', async () => {
  await report()
  const jeton = mailedToken(await portal.waitForMail(email, /signalement concerne/), '/signaler/gel')
  expect((await post('/signaler/gel', { jeton: jeton.slice(0, -1) })).status).toBe(410)
  clock.advance(30 * DAY)
  const late = await post('/signaler/gel', { jeton })
  expect([late.status, late.text.includes('href="/signaler"')]).toEqual([410, true])
  expect(await signIn()).toBe(200)
})

test('reports cannot fill a mailbox or the staff’s list: two mails a day, five reports an hour and network', async () => {
  const answers = []
  for (let n = 0; n < 6; n += 1) answers.push((await report()).status)
  expect(answers).toEqual([200, 200, 200, 200, 200, 429])
  await portal.waitForMail(email, /signalement concerne/)
  await expect
    .poll(async () => (await tickets()).filter(({ usager_id }) => usager_id).length, { timeout: 10_000 })
    .toBe(5)
  const told = async () =>
    (await portal.mailsTo(email)).filter(({ subject }) => /signalement/.test(subject)).length
  await expect.poll(told, { timeout: 10_000 }).toBe(2)
})

test.each([
  ['no address', { courriel: '' }],
  ['no story', { recit: '  ' }],
  ['a story without end', { recit: 'x'.repeat(5_000) }],
  ['a control character', { contact: '06\u0000' }],
])('%s: said, and nothing is opened', async (_, fields) => {
  expect((await report(fields)).status).toBe(422)
  expect(await tickets()).toEqual([])
})

test('a responsable reads the ticket, says what was done, and it leaves the list', async () => {
  await (await portal.usager(email)).post('/espace/compte/signaler', { recit: '<b>volé</b>' })
  const [ticket] = await tickets()
  const path = `/agents/signalements/${ticket?.reference}`
  const responsable = `chef-${people}@essai.example`
  await portal.addAgent(responsable, 'responsable')
  const agent = await portal.agent(responsable)
  expect((await agent.get('/agents/signalements')).text).toContain(ticket?.reference)
  const page = await agent.get(path)
  expect(page.text).toContain('&lt;b>volé')
  expect(words(page.text)).toContain('bloqué, jusqu’à un nouveau mot de passe')
  expect((await agent.post(path, { suite: ' ' })).status).toBe(422)
  expect((await agent.post(path, { suite: 'Usager rappelé, mot de passe changé.' })).location).toBe(path)
  await agent.post(path, { suite: 'Encore autre chose.' })
  expect(words((await agent.get(path)).text)).toMatch(/Traité le .* Usager rappelé, mot de passe changé/)
  expect((await agent.get('/agents/signalements')).text).not.toContain(ticket?.reference)
  expect((await agent.get('/agents/signalements?traites=1')).text).toContain(ticket?.reference)
})
