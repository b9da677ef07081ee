import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { versionsEnVigueur } from './textes.query.ts'

const CROWD = 10_000
let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  const owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  await owner.query(`
    insert into usager (id, email, email_normalise, mot_de_passe, prenom, nom, cree_le, mot_de_passe_le)
      select gen_random_uuid(), n || '@exemple.fr', n || '@exemple.fr', '', 'Camille', 'Martin', now(), now()
      from generate_series(1, ${CROWD}) n;
    insert into conditions_version (texte, numero, titre, markdown, changements, publiee_le)
      select texte, numero, 'T', '# T', '', now() from unnest(array['*', 'apa']) texte, generate_series(1, 3) numero;
    insert into conditions_reponse select id, '*', numero, 'acceptee', now() from usager, generate_series(1, 2) numero;
    insert into conditions_reponse select id, '*', 3, 'acceptee', now() from usager limit 10;
    insert into conditions_reponse select id, '*', 3, 'refusee', now() from usager limit 2;
    insert into conditions_reponse select id, 'apa', 2, 'refusee', now() from usager limit 5`)
  await owner.query('vacuum analyze conditions_reponse, conditions_version')
  await owner.end()
})
afterAll(() => base.drop())

interface Plan {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

/** Rows of the answers that a plan went through. */
const readIn = (plan: Plan): number =>
  (plan['Relation Name'] === 'conditions_reponse'
    ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
    : 0) + (plan.Plans ?? []).reduce((sum, one) => sum + readIn(one), 0)

test('the answers to the versions in force are counted without reading those to the former ones', async () => {
  const { rows } = await versionsEnVigueur().execute(base.db)
  expect(rows.map(({ texte, numero, acceptees, refusees }) => [texte, numero, acceptees, refusees])).toEqual([
    ['*', 3, 10, 2],
    ['apa', 3, 0, 0],
  ])
  const explained = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`
    explain (analyze, format json) ${versionsEnVigueur()}`.execute(base.db)
  const plan = explained.rows[0]?.['QUERY PLAN'][0].Plan
  expect(plan && readIn(plan)).toBe(12)
})
