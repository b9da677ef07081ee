import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { collectiviteDEssai } from '../../../test/support/collectivite.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { createPeople } from '../../platform/session/people.fixture.ts'
import { createEndAvis } from '../avis/index.ts'
import { createCatalogue } from '../demarches/index.ts'
import { demandesJobs } from './jobs.ts'

const MANY = 230
const clock = createTestClock()
const DAY = 86_400_000

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())

const later = (days: number): Date => new Date(clock.now().getTime() + days * DAY)
const count = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from brouillon`.execute(base.db)
  return rows[0]?.n ?? -1
}

test('every brouillon left alone is announced and then goes, however many there are', async () => {
  const { usagerId, agentId } = await createPeople(base.db)
  await sql`insert into brouillon (id, usager_id, demarche, definition_version, saisie, cree_le, modifie_le)
    select gen_random_uuid(), ${usagerId}, 'essai', '1', '{}', ${clock.now()}, ${clock.now()}
    from generate_series(1, ${MANY}::int)`.execute(base.db)
  const catalogue = createCatalogue([])
  const jobs = demandesJobs({
    db: base.db,
    clock,
    mailIdentity: collectiviteDEssai,
    collectivite: collectiviteDEssai,
    catalogue,
    endAvis: createEndAvis({ catalogue, mailIdentity: collectiviteDEssai, publicOrigin: '' }),
    publicOrigin: 'https://espace.essai.example',
    // Nobody here filed on paper.
    tellDemandeurPapier: () => Promise.reject(new Error('told on paper')),
  })
  clock.advance(87 * DAY)
  await jobs['brouillon:previens']?.({})
  await jobs['brouillon:previens']?.({})
  const mails = await base.db.selectFrom('courriel').select('id').execute()
  expect(mails).toHaveLength(MANY)
  clock.advance(13 * DAY)
  await jobs['brouillon:purge']?.({})
  expect(await count(), 'announced less than two weeks ago').toBe(MANY)
  clock.advance(2 * DAY)
  await inTransaction(base.db, (tx) =>
    tx
      .insertInto('fermeture')
      .values({
        debut: clock.now(),
        fin: later(1),
        motif: 'Essai',
        notee_le: clock.now(),
        notee_par: agentId,
      })
      .execute(),
  )
  await jobs['brouillon:purge']?.({})
  expect(await count(), 'nobody could have filed them this evening').toBe(MANY)
  clock.advance(1.5 * DAY)
  await jobs['brouillon:purge']?.({})
  expect(await count(), 'the day after neither').toBe(MANY)
  clock.advance(DAY)
  await jobs['brouillon:purge']?.({})
  expect(await count()).toBe(0)
})
