import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openDatabase } from '../../platform/db/database.ts'
import { createSante } from './sante.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())

const works = { reachable: () => Promise.resolve(true) }

it('says that each part answers, and leaves no job behind', async () => {
  const sante = createSante({ db: base.db, clock: createTestClock(), mailer: works })
  expect(await sante()).toEqual({ base: 'ok', travaux: 'ok', courriel: 'ok' })
  const owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  const { rows } = await owner.query('select count(*)::int as jobs from graphile_worker._private_jobs')
  await owner.end()
  expect(rows).toEqual([{ jobs: 0 }])
})

it('asks the mail server once in ten seconds, and finds it back afterwards', async () => {
  const clock = createTestClock()
  let asked = 0
  let up = false
  const mailer = {
    reachable: async () => {
      asked++
      return up
    },
  }
  const sante = createSante({ db: base.db, clock, mailer })
  expect((await sante()).courriel).toBe('indisponible')
  up = true
  clock.advance(9_999)
  expect((await sante()).courriel).toBe('indisponible')
  expect(asked).toBe(1)
  clock.advance(1)
  expect((await sante()).courriel).toBe('ok')
  expect(asked).toBe(2)
})

it('does not wait more than two seconds for a mail server that says nothing', async () => {
  const sante = createSante({
    db: base.db,
    clock: createTestClock(),
    mailer: { reachable: () => new Promise(() => undefined) },
  })
  const before = performance.now()
  expect((await sante()).courriel).toBe('indisponible')
  expect(performance.now() - before).toBeLessThan(3_500)
})

it('tells that payments are a trial', async () => {
  const deps = { db: base.db, clock: createTestClock(), mailer: works }
  expect(await createSante({ ...deps, paiementDEssai: true })()).toMatchObject({
    paiement: expect.stringContaining('essai'),
  })
  expect(await createSante(deps)()).not.toHaveProperty('paiement')
})

it('tells a base that is gone', async () => {
  const gone = openDatabase('postgres://nobody@127.0.0.1:1/none')
  const sante = createSante({ db: gone.db, clock: createTestClock(), mailer: works })
  expect(await sante()).toEqual({ base: 'indisponible', travaux: 'indisponible', courriel: 'ok' })
  await gone.close()
})

it('tells an antivirus that does not answer, and how many analyses are late, when it is asked to look', async () => {
  const clock = createTestClock()
  let answers = true
  let enRetard = 0
  const antivirus = {
    check: async () => {
      if (!answers) throw new Error('no answer')
      return 'ClamAV'
    },
  }
  const sante = createSante({
    db: base.db,
    clock,
    mailer: works,
    antivirus,
    analysesEnRetard: async () => enRetard,
  })
  const well = { base: 'ok', travaux: 'ok', courriel: 'ok' }
  expect(await sante()).toEqual({ ...well, antivirus: 'ok', analyses: 'ok' })
  answers = false
  enRetard = 3
  expect(await sante()).toEqual({ ...well, antivirus: 'ok', analyses: 'ok' })
  clock.advance(10_000)
  expect(await sante()).toEqual({ ...well, antivirus: 'indisponible', analyses: '3 en retard' })
})
