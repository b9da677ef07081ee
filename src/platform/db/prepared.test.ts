import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { Db } from './database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const ask = (db: Db, text: string, values: unknown[] = []) =>
  db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))

/** What one connection holds after the same statement was asked twice on it. */
const preparedAfter = (text: string, values: unknown[]): Promise<unknown[]> =>
  database.db.connection().execute(async (db) => {
    const first = await ask(db, text, values)
    expect((await ask(db, text, values)).rows).toEqual(first.rows)
    const { rows } = await ask(db, 'select statement from pg_prepared_statements')
    return rows.map(({ statement }) => statement).filter((statement) => statement === text)
  })

test('a statement with values is prepared once a connection', async () => {
  const text = 'select action from journal where action = $1'
  expect(await preparedAfter(text, ['essai'])).toEqual([text])
})

test('a statement whose columns a migration may change is not', async () => {
  expect(await preparedAfter('select * from journal where action = $1', ['essai'])).toEqual([])
})

test('a refused statement is refused again, and the connection goes on', async () => {
  await database.db.connection().execute(async (db) => {
    for (let time = 0; time < 2; time += 1)
      await expect(ask(db, 'select nulle_part from journal where action = $1', ['a'])).rejects.toThrow(
        /nulle_part/,
      )
    for (let time = 0; time < 2; time += 1)
      await expect(ask(db, 'select $1::int as n', ['deux'])).rejects.toThrow(/invalid input/)
    expect((await ask(db, 'select $1::int as n', ['2'])).rows).toEqual([{ n: 2 }])
  })
})
