import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import { createRawClient, type RawClient } from '../support/raw-client.ts'
import type { SignedClient } from '../support/signed-client.ts'

const clock = createTestClock('2026-11-25T09:00:00Z')
let base: TestDatabase
let portal: Portal
let admin: SignedClient
let raw: RawClient

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false, clock, behindProxy: true })
  await portal.addAgent('admin@essai.example', 'administrateur')
  admin = await portal.agent('admin@essai.example')
  raw = createRawClient(portal.origin)
})
afterAll(async () => {
  raw.close()
  await portal.stop()
  await base.drop()
})

let network = 0
beforeEach(async () => {
  clock.set('2026-11-25T09:00:00Z')
  network += 1
  await portal.context.compteurs.write()
  await portal.context.db.deleteFrom('audience').execute()
})

const VIEW = { page: '/services/pack-rentree', site: '', appareil: 'telephone', cookies: 'oui' }
const view = (fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  raw.send({
    path: '/mesure',
    body: new URLSearchParams({ ...VIEW, ...fields }).toString(),
    headers: { 'x-forwarded-for': `198.51.100.${network}`, ...headers },
  })
const counts = async () => {
  await portal.context.compteurs.write()
  return portal.context.db
    .selectFrom('audience')
    .select(['jour', 'page', 'site', 'appareil', 'vues', 'visites'])
    .orderBy('jour')
    .orderBy('page')
    .orderBy('site')
    .orderBy('appareil')
    .execute()
}
const total = async () =>
  (await counts()).reduce((sum, { vues, visites }) => [(sum[0] ?? 0) + vues, (sum[1] ?? 0) + visites], [0, 0])
const cookieIn = (answer: { headers: NodeJS.Dict<string | string[]> }): string =>
  [answer.headers['set-cookie'] ?? ''].flat()[0] ?? ''
const valueIn = (answer: { headers: NodeJS.Dict<string | string[]> }): string =>
  cookieIn(answer).split(';')[0] ?? ''

describe('what is counted', () => {
  test('a view: its day in Paris, its page, where from, on what; and nothing is kept of who', async () => {
    clock.set('2026-11-25T23:30:00Z')
    const first = await view({ site: 'www.example.org' })
    expect([first.status, first.text]).toEqual([204, ''])
    await view({ appareil: 'ordinateur', page: '/actualites/7' })
    await view({ page: '/actualites/8', appareil: 'ordinateur' })
    expect(await counts()).toEqual([
      {
        jour: '2026-11-26',
        page: '/actualites/:numero',
        site: '',
        appareil: 'ordinateur',
        vues: 2,
        visites: 2,
      },
      {
        jour: '2026-11-26',
        page: '/services/pack-rentree',
        site: 'www.example.org',
        appareil: 'telephone',
        vues: 1,
        visites: 1,
      },
    ])
    const columns = await portal.context.db.introspection.getTables()
    expect(columns.find(({ name }) => name === 'audience')?.columns.map(({ name }) => name)).toEqual([
      'jour',
      'page',
      'site',
      'appareil',
      'vues',
      'visites',
    ])
  })

  test('public pages say which they are, without their query; no other page does', async () => {
    const mark = async (path: string) => {
      const answer = await fetch(portal.origin + path, { headers: { accept: 'text/html' } })
      return /<body data-mesure="([^"]*)"/.exec(await answer.text())?.[1]
    }
    for (const path of ['/', '/services', '/services/apa', '/services/apa/conditions', '/aide', '/cookies'])
      expect([path, await mark(`${path}?q=secret`)]).toEqual([path, path])
    expect(await mark('/services/apa/')).toBe('/services/apa')
    for (const path of [
      ...['/connexion', '/inscription', '/mot-de-passe-oublie', '/signaler', '/mesure/choix'],
      ...['/espace', '/agents', '/agents/connexion', '/services/rsa', '/rien-ici'],
    ])
      expect([path, await mark(path)]).toEqual([path, undefined])
  })
})

export { admin, cookieIn, valueIn }
