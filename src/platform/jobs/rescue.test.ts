import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../db/database.ts'
import { createLog } from '../log/log.ts'
import { addJob, idOf } from './jobs.ts'
import { type JobRunner, startJobRunner } from './runner.ts'

let base: TestDatabase
/** Connections of the owner of the queue, as workers have. */
let owner: pg.Client
let runner: JobRunner | undefined
const done: string[] = []

beforeAll(async () => {
  base = await createTestDatabase()
  owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
})
afterAll(async () => {
  await runner?.stop()
  await owner.end()
  await base.drop()
})

/** A job as a worker of that name leaves it when it is killed in the middle of it. */
async function heldBy(worker: string): Promise<void> {
  await inTransaction(base.db, (tx) => addJob(tx, 'essai', { id: worker }))
  await owner.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where payload->>'id' = $1`,
    [worker],
  )
}

test('the job of a killed worker is done by another; that of a living one is left to it', async () => {
  await heldBy('mort')
  await heldBy('vivant')
  await owner.query(`select pg_advisory_lock(hashtextextended('vivant', 0))`)
  const essai = async (payload: unknown): Promise<void> => void done.push(idOf(payload))
  runner = await startJobRunner({
    databaseUrl: base.url,
    handlers: { essai },
    crontab: '',
    log: createLog('silent'),
  })
  await expect.poll(() => done, { timeout: 10_000 }).toEqual(['mort'])
  const held = async () => (await owner.query(`select locked_by from graphile_worker._private_jobs`)).rows
  await expect.poll(held, { timeout: 10_000 }).toEqual([{ locked_by: 'vivant' }])
  const locks = await owner.query(`select from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and application_name = 'espace-personnel-travaux' and datname = current_database()`)
  expect(locks.rowCount).toBe(1)
})
