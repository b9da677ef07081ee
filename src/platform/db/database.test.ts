import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { addJob } from '../jobs/jobs.ts'
import { inTransaction, openDatabase } from './database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const line = { le: new Date(), acteur: 'systeme', action: 'essai' }

test('the journal can be written and read, never changed nor emptied', async () => {
  await database.db.insertInto('journal').values(line).execute()
  expect(await database.db.selectFrom('journal').select('action').execute()).toEqual([{ action: 'essai' }])
  await expect(database.db.updateTable('journal').set({ action: 'autre' }).execute()).rejects.toThrow(
    /permission denied/,
  )
  await expect(database.db.deleteFrom('journal').execute()).rejects.toThrow(/permission denied/)
  await expect(sql`truncate journal`.execute(database.db)).rejects.toThrow(/permission denied|must be owner/)
})

test('the application role cannot change the structure', async () => {
  await expect(sql`create table intrus (id int)`.execute(database.db)).rejects.toThrow(/permission denied/)
  await expect(sql`drop table demande`.execute(database.db)).rejects.toThrow(/must be owner/)
})

test('a rolled back transaction leaves no job, a committed one leaves exactly one', async () => {
  const count = async () => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const { rows } = await client.query<{ n: number }>(
      'select count(*)::int as n from graphile_worker._private_jobs',
    )
    await client.end()
    return rows[0]?.n
  }
  await expect(
    inTransaction(database.db, async (tx) => {
      await addJob(tx, 'essai', { id: 'a' })
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  expect(await count()).toBe(0)
  await inTransaction(database.db, (tx) => addJob(tx, 'essai', { id: 'a' }))
  expect(await count()).toBe(1)
})

test('a base answers once a connection came back whole, not while nobody knows', async () => {
  const gone = openDatabase('postgres://nobody@127.0.0.1:1/none')
  await expect(sql`select 1`.execute(gone.db)).rejects.toThrow(/ECONNREFUSED/)
  expect(gone.answers()).toBe(false)
  await gone.close()
  const there = openDatabase(database.url)
  expect(there.answers()).toBe(false)
  await sql`select 1`.execute(there.db)
  expect(there.answers()).toBe(true)
  await there.close()
})
