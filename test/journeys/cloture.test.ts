import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { allJobs } from '../../src/app/worker.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, startPackRentree } from '../support/family.ts'
import { mailedToken } from '../support/mailed-link.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const START = '2026-11-23T09:00:00Z'
const DAY = 86_400_000
let base: TestDatabase
let portal: Portal
let clock: TestClock
let email: string
let id: string
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
  email = `partante-${people}@exemple.fr`
  id = await portal.addUsager(email)
  here = await portal.usager(email)
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const close = (client = here) => client.post('/espace/compte/cloture', { confirmer: 'oui' })
const erase = () => allJobs(portal.context)['compte:efface']?.({})
const signIn = async (): Promise<number> =>
  (await portal.client().signIn('/connexion', { email, motDePasse: MOT_DE_PASSE })).status
const rows = async (table: 'usager' | 'brouillon' | 'session' | 'lien' | 'appareil_connu' | 'courriel') =>
  (
    await portal.context.db
      .selectFrom(table)
      .selectAll()
      .where(table === 'usager' ? 'id' : ('usager_id' as 'id'), '=', id)
      .execute()
  ).length

test('the portal was down on the last evening: one more day to keep the account', async () => {
  // Another year: the closing is nobody else's.
  clock.advance(400 * DAY)
  here = await portal.usager(email)
  await close()
  clock.advance(30 * DAY)
  const now = clock.now()
  const debut = new Date(now.getTime() - 3_600_000)
  await portal.context.db.insertInto('fermeture').values({ debut, fin: now, notee_le: now }).execute()
  await erase()
  expect(await rows('usager')).toBe(1)
  clock.advance(1.5 * DAY)
  await erase()
  expect(await rows('usager')).toBe(0)
})

test('closed: everybody is signed out, the holder is told, and thirty days later nothing is left', async () => {
  await startPackRentree(here)
  const answer = await close()
  expect([answer.location, answer.headers.get('espace-session')]).toEqual(['/connexion?fait=ferme', 'fin'])
  expect((await here.get('/espace')).status).toBe(401)
  const told = await portal.waitForMail(email, /est fermé/)
  expect(told.text).toContain('23 décembre 2026')
  clock.advance(30 * DAY - 1)
  await erase()
  expect(await rows('usager')).toBe(1)
  clock.advance(1)
  await erase()
  await erase()
  for (const table of ['usager', 'brouillon', 'session', 'lien', 'appareil_connu', 'courriel'] as const)
    expect([table, await rows(table)]).toEqual([table, 0])
  await portal.waitForMail(email, /est effacé/)
  expect(await signIn()).toBe(422)
})

test('a change of mind, by the link or signed in again: nothing is erased', async () => {
  await close()
  const jeton = mailedToken(await portal.waitForMail(email, /est fermé/), '/compte/garder')
  const keep = () =>
    fetch(`${portal.origin}/compte/garder`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ jeton }),
    })
  expect((await fetch(`${portal.origin}/compte/garder`)).status).toBe(200)
  expect([(await keep()).status, (await keep()).status]).toEqual([303, 410])
  const again = await portal.usager(email)
  expect((await close(again)).status).toBe(204)
  const back = await portal.usager(email)
  expect(words((await back.get('/espace')).text)).toContain('sera effacé le mercredi 23 décembre 2026')
  expect((await back.post('/espace/compte/cloture/annulation')).location).toBe('/espace/compte?fait=garde')
  clock.advance(60 * DAY)
  await erase()
  expect(await signIn()).toBe(200)
})

test('while a demande is being examined the account stays, and the page says why', async () => {
  const reference = await file(
    here,
    await fillPackRentree(here, [{ prenom: 'Léa', options: ['carte-jeune'] }]),
  )
  const page = await here.get('/espace/compte/cloture')
  expect([page.text.includes(reference), page.text.includes('name="confirmer"')]).toEqual([true, false])
  const refused = await close()
  expect([refused.status, refused.text.includes(reference)]).toEqual([422, true])
  await here.post(`/espace/demandes/${reference}/desistement`)
  expect((await close()).status).toBe(204)
  // What was decided stays with its demande; of the person nothing does.
  clock.advance(30 * DAY)
  await erase()
  const left = await portal.context.db
    .selectFrom('usager')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(left).toMatchObject({
    prenom: 'Compte',
    nom: 'effacé',
    email: `efface-${id}`,
    telephone: null,
    cloture_le: null,
  })
  expect(await rows('session')).toBe(0)
  expect(
    await portal.context.db.selectFrom('demande').select('reference').where('usager_id', '=', id).execute(),
  ).toEqual([{ reference }])
  expect((await portal.client().signIn('/connexion', { email: `efface-${id}`, motDePasse: '' })).status).toBe(
    422,
  )
})

test('something filed within the thirty days keeps the account', async () => {
  await close()
  const back = await portal.usager(email)
  await file(back, await fillPackRentree(back, [{ prenom: 'Noé', options: ['carte-jeune'] }]))
  clock.advance(31 * DAY)
  await erase()
  expect(await signIn()).toBe(200)
})

test('a closing that races a dépôt loses neither', async () => {
  const brouillon = await fillPackRentree(here, [{ prenom: 'Zoé', options: ['carte-jeune'] }])
  const [closed, filed] = await Promise.all([close(), here.post(`${brouillon}/depot`)])
  expect([closed.status, filed.status].every((status) => [204, 401, 422].includes(status))).toBe(true)
  clock.advance(30 * DAY)
  await erase()
  const demandes = await portal.context.db
    .selectFrom('demande')
    .select('id')
    .where('usager_id', '=', id)
    .execute()
  expect(demandes.length).toBe(filed.status === 204 ? 1 : 0)
  if (filed.status === 204) expect(await signIn()).toBe(200)
})

test('not without the box, and not without the password of these five minutes', async () => {
  const answer = await here.post('/espace/compte/cloture')
  expect([answer.status, words(answer.text)]).toEqual([422, expect.stringContaining('Cochez la case')])
  clock.advance(6 * 60_000)
  expect((await close()).status).toBe(401)
  expect((await here.get('/espace')).status).toBe(200)
})

test('an upload that was not ended goes with the account, and so do its chunks', async () => {
  const begun = await here.post('/espace/documents/envois', { nom: 'photo.jpg', taille: '1000' })
  const { id: envoi } = JSON.parse(begun.text) as { id: string }
  const chunks = join(portal.context.config.dataDir, 'fichiers', 'envois', envoi)
  await portal.context.files.putChunk(envoi, 0, Buffer.alloc(10))
  expect(existsSync(chunks)).toBe(true)
  await close()
  clock.advance(31 * DAY)
  await erase()
  const left = portal.context.db.selectFrom('televersement').select('id').where('id', '=', envoi)
  expect(await left.execute()).toEqual([])
  await vi.waitUntil(() => !existsSync(chunks), { timeout: 5_000 })
})
