import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openDatabase } from '../../platform/db/database.ts'
import { openCompteurs } from './compteurs.ts'
import { audienceJobs } from './jobs.ts'

const clock = createTestClock('2026-11-25T09:00:00Z')
let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())
beforeEach(async () => {
  clock.set('2026-11-25T09:00:00Z')
  await base.db.deleteFrom('audience').execute()
})

const errors: unknown[] = []
const open = (db = base.db) => openCompteurs({ db, clock, onError: (error) => errors.push(error) })
const VUE = { page: '/', site: '', appareil: 'ordinateur', visite: true } as const
const rows = () => base.db.selectFrom('audience').selectAll().orderBy('jour').orderBy('site').execute()
const sum = async () => (await rows()).reduce((total, { vues }) => total + vues, 0)

describe('the counts', () => {
  test('cost the base nothing until they are written, in one statement, and add up', async () => {
    const compteurs = open()
    for (let i = 0; i < 1_000; i += 1) compteurs.count({ ...VUE, visite: i % 2 === 0 })
    expect(await rows()).toEqual([])
    await compteurs.write()
    compteurs.count(VUE)
    clock.set('2026-11-25T23:00:00Z')
    compteurs.count({ ...VUE, visite: false })
    await compteurs.close()
    expect(await rows()).toEqual([
      { jour: '2026-11-25', page: '/', site: '', appareil: 'ordinateur', vues: 1_001, visites: 501 },
      { jour: '2026-11-26', page: '/', site: '', appareil: 'ordinateur', vues: 1, visites: 0 },
    ])
  })

  test('are written by themselves within five seconds', async () => {
    const compteurs = open()
    compteurs.count(VUE)
    await expect.poll(sum, { timeout: 8_000, interval: 200 }).toBe(1)
    await compteurs.close()
  })

  test('of two processes are one', async () => {
    const [one, other] = [open(), open()]
    for (let i = 0; i < 50; i += 1)
      for (const each of [one, other]) each.count({ ...VUE, site: `s${i % 7}.example` })
    await Promise.all([one.write(), other.write(), one.write()])
    await Promise.all([one.close(), other.close()])
    expect(await sum()).toBe(100)
    expect(await rows()).toHaveLength(7)
  })

  test('wait when the base is gone, and are written once when it is back', async () => {
    const gone = openDatabase('postgres://nobody@127.0.0.1:1/none')
    const place = { db: gone.db }
    const compteurs = openCompteurs({
      get db() {
        return place.db
      },
      clock,
      onError: (error) => errors.push(error),
    })
    errors.length = 0
    compteurs.count(VUE)
    await compteurs.write()
    compteurs.count(VUE)
    await compteurs.write()
    expect(errors).toHaveLength(2)
    place.db = base.db
    await compteurs.close()
    await gone.close()
    expect(await sum()).toBe(2)
  })

  test('hold a bounded memory: beyond five thousand lines sites are not told apart', async () => {
    const compteurs = open()
    for (let i = 0; i < 6_000; i += 1) compteurs.count({ ...VUE, site: `s${i}.example` })
    await compteurs.close()
    expect(await sum()).toBe(6_000)
  })

  test('tell three hundred sites apart in a day, whichever process met them, and no direct view is lost in them', async () => {
    const [one, other] = [open(), open()]
    for (let i = 0; i < 200; i += 1) one.count({ ...VUE, site: `a${i}.example` })
    one.count(VUE)
    await one.close()
    for (let i = 0; i < 200; i += 1) other.count({ ...VUE, site: `b${i}.example` })
    other.count({ ...VUE, site: 'a7.example' })
    other.count(VUE)
    await other.write()
    const sites = new Map((await rows()).map(({ site, vues }) => [site, vues]))
    expect(sites.size).toBe(302)
    expect([sites.get('*'), sites.get('a7.example'), sites.get('')]).toEqual([100, 2, 2])
    clock.advance(86_400_000)
    other.count({ ...VUE, site: 'c.example' })
    await other.close()
    expect((await rows()).at(-1)).toMatchObject({ jour: '2026-11-26', site: 'c.example' })
  })
})

test('what is older than twenty-five months goes, and nothing else', async () => {
  const jours = ['2024-10-24', '2024-10-25', '2026-11-25']
  await base.db
    .insertInto('audience')
    .values(jours.map((jour) => ({ jour, page: '/', site: '', appareil: 'autre', vues: 1, visites: 1 })))
    .execute()
  const purge = audienceJobs({ db: base.db, clock })['audience:purge']
  await purge?.({})
  await purge?.({})
  expect((await rows()).map(({ jour }) => jour)).toEqual(jours.slice(1))
})
