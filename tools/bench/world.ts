import { type ChildProcess, execFile, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import { freePort, startCluster } from '../../src/platform/db/embedded-cluster.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { SignedClient } from '../../test/support/signed-client.ts'
import { addUsagers, SECRET } from '../../test/support/usagers.ts'

export const root = join(import.meta.dirname, '../..')

/** CPU that the web process spent from the start of one request to the start of the next. */
export interface Spent {
  what: string
  cpuMs: number
}

interface Usage {
  cpuMs: number
  rssMo: number
  /** JavaScript objects, those not yet collected included. */
  heapMo: number
}

type Question = { ask: 'usage' } | { ask: 'spent' } | { ask: 'floor'; bytes: number }

/** A base of its own and the built web process on it, to be measured from outside. */
export interface World {
  origin: string
  floorOrigin: string
  database: Database
  usage(): Promise<Usage>
  /** What each request cost since the last time this was asked. */
  spent(): Promise<Spent[]>
  setFloor(bytes: number): Promise<void>
  /** Runs a command of the operator on this base. @returns what it printed */
  cli(args: readonly string[]): Promise<string>
  /** Opens an account and signs it in. */
  usager(email: string): Promise<SignedClient>
  close(): Promise<void>
}

/** @param kept a folder to make it in and to leave it in, or to find it in again; a new one that goes at the end when absent */
export async function openWorld(kept?: string): Promise<World> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'espace-bench-')))
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const secrets = await secretsIn(folder)
  const cluster = await startCluster({ directory: join(folder, 'pg') })
  if (secrets.made) await cluster.createDatabase('bench')
  const databaseUrl = cluster.url('bench')
  await migrate(databaseUrl, join(root, 'db/migrations'))
  const database = openDatabase(databaseUrl)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const env = {
    ...process.env,
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    DATABASE_URL: databaseUrl,
    SMTP_URL: 'smtp://127.0.0.1:9',
    DATA_DIR: folder,
    ...secrets.keys,
    LOG_LEVEL: 'info',
    // Crowds come from many networks.
    TRUST_PROXY: 'true',
  }
  const child = fork(join(root, 'tools/bench-web.mjs'), {
    env,
    // As `npm start` runs it (tools/launch.mjs).
    execArgv: [...process.execArgv, '--max-semi-space-size=8', '--enable-source-maps'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { floorOrigin } = (await answer(child)) as { floorOrigin: string }
  const ask = async (question: Question): Promise<unknown> => {
    child.send(question)
    return answer(child)
  }
  return {
    origin,
    floorOrigin,
    database,
    usage: async () => (await ask({ ask: 'usage' })) as Usage,
    spent: async () => (await ask({ ask: 'spent' })) as Spent[],
    setFloor: async (bytes) => void (await ask({ ask: 'floor', bytes })),
    cli: async (args) => {
      const cli = [join(root, 'dist/src/bin/cli.js'), ...args]
      const { stdout } = await promisify(execFile)(process.execPath, cli, {
        env: { ...env, LOG_LEVEL: 'error' },
      })
      return stdout
    },
    usager: async (email) => {
      await addUsagers(database.db, [email])
      const client = new SignedClient(origin)
      const { status, text } = await client.signIn('/connexion', { email, motDePasse: SECRET })
      if (status !== 200) throw new Error(`not signed in: ${status} ${text.slice(0, 300)}`)
      return client
    },
    close: async () => {
      child.disconnect()
      await once(child, 'exit')
      await database.close()
      await cluster.stop()
      if (!kept) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The keys of what the folder holds; made when it is new. */
async function secretsIn(folder: string): Promise<{ made: boolean; keys: Record<string, string> }> {
  const file = join(folder, 'secrets.json')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known) return { made: false, keys: JSON.parse(known) as Record<string, string> }
  const key = (): string => randomBytes(32).toString('base64')
  const keys = { SECRET_KEY: key(), MASTER_KEYS: `1:${key()}` }
  await writeFile(file, JSON.stringify(keys))
  return { made: true, keys }
}

async function answer(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController()
  const ended = once(child, 'exit', { signal: gone.signal }).then(
    () => Promise.reject(new Error('the measured process ended')),
    () => new Promise<never>(() => undefined),
  )
  try {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown]
    return message
  } finally {
    gone.abort()
  }
}

/** Gives an account copies of a demande until it holds `count`. */
export async function copyDemande(
  { db }: Database,
  reference: string,
  email: string,
  count: number,
): Promise<void> {
  for (let copy = 0; copy < count; copy += 1) {
    await sql`insert into demande (id, reference, usager_id, demarche, definition_version, conditions_generales_version,
        conditions_version, reponses, calculs, beneficiaires, deposee_le, statut, statut_depuis, decision_implicite_le)
      select ${uuidv7()}, ${`PR26-COPY-${String(copy).padStart(4, '0')}`}, u.id, d.demarche, d.definition_version,
        d.conditions_generales_version, d.conditions_version, d.reponses, d.calculs, d.beneficiaires, d.deposee_le,
        d.statut, d.statut_depuis, d.decision_implicite_le
      from demande d, usager u where d.reference = ${reference} and u.email = ${email}`.execute(db)
  }
}
