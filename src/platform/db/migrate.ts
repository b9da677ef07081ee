import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'

/** One number for all processes of this product: the first to start migrates, the others wait. */
const MIGRATION_LOCK = 20150504

/**
 * Applies the plain numbered `.sql` files that are missing, each in its own transaction, under an advisory lock.
 * Forward only. Throws when a file that was applied has changed since.
 * @returns the names applied now
 */
export async function migrate(databaseUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrateJobs({ connectionString: databaseUrl })
    await client.query(
      'create table if not exists migration (nom text primary key, empreinte text not null, appliquee_le timestamptz not null default now())',
    )
    const { rows } = await client.query<{ nom: string; empreinte: string }>(
      'select nom, empreinte from migration',
    )
    const applied = new Map(rows.map((row) => [row.nom, row.empreinte]))
    const added: string[] = []
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(join(folder, name), 'utf8')
      const fingerprint = createHash('sha256').update(text).digest('hex')
      const known = applied.get(name)
      if (known === fingerprint) continue
      if (known)
        throw new Error(`Migration ${name} was changed after it was applied: write a new one instead.`)
      await applyOne(client, name, text, fingerprint)
      added.push(name)
    }
    return added
  } finally {
    await client.end()
  }
}

async function applyOne(client: pg.Client, name: string, text: string, fingerprint: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migration (nom, empreinte) values ($1, $2)', [name, fingerprint])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed`, { cause: error })
  }
}
