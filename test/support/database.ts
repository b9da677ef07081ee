import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'

export interface TestDatabase extends Database {
  /** Address as the owner: what the job runner and the fault tests connect with. */
  readonly url: string
  /** Closes the pool and drops the database; fails when somebody still holds a connection. */
  drop(): Promise<void>
}

/** A database of its own for one test file, cloned from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `t_${crypto.randomUUID().replaceAll('-', '')}`
  const clusterUrl = inject('clusterUrl')
  await asOwner(clusterUrl, `create database ${name} template modele`)
  const url = clusterUrl.replace(/\/postgres$/, `/${name}`)
  const database = openDatabase(url)
  return {
    ...database,
    url,
    drop: async () => {
      await database.close()
      await asOwner(clusterUrl, `drop database ${name}`)
    },
  }
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Two files may clone at the same moment: the template admits one copier at a time, so they take turns.
    await client.query('select pg_advisory_lock(7)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
