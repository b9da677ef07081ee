import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eicar } from '../../src/platform/antivirus/eicar.ts'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'

const PROGRAM = '/usr/sbin/clamd'

export interface Clamd {
  /** For CLAMD_URL. */
  tcp: string
  unix: string
  stop(): Promise<void>
}

/**
 * Debian's clamd, on sockets of its own, with one signature: the EICAR test file, wherever it stands in what clamd
 * unpacks (a zip in a zip, a stream of a PDF). It starts in half a second; with the public base it would take a minute.
 * @param settings of clamd.conf, before ours
 */
export async function startClamd(settings: Readonly<Record<string, string>> = {}): Promise<Clamd> {
  if (!existsSync(PROGRAM)) throw new Error('clamd is not installed: apt-get install clamav-daemon')
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
  await chmod(folder, 0o755)
  const base = join(folder, 'base')
  await mkdir(base)
  // Target 0, any offset: an extended signature of the whole string.
  await writeFile(join(base, 'essai.ndb'), `Essai.Eicar:0:*:${eicar().toString('hex')}\n`)
  const port = await freePort()
  const socket = join(folder, 'clamd.sock')
  const config = {
    LocalSocket: socket,
    TCPSocket: port,
    TCPAddr: '127.0.0.1',
    DatabaseDirectory: base,
    TemporaryDirectory: folder,
    PidFile: join(folder, 'clamd.pid'),
    Foreground: 'yes',
    StreamMaxLength: '25M',
    MaxThreads: 4,
    ConcurrentDatabaseReload: 'no',
    AlertExceedsMax: 'yes',
    ...settings,
  }
  const file = join(folder, 'clamd.conf')
  await writeFile(
    file,
    Object.entries(config)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  )
  const daemon = spawn(PROGRAM, ['--config-file', file], { stdio: ['ignore', 'pipe', 'pipe'] })
  await ready(daemon, socket)
  return {
    tcp: `tcp://127.0.0.1:${port}`,
    unix: `unix:${socket}`,
    stop: async () => {
      if (daemon.exitCode === null) {
        const gone = once(daemon, 'exit')
        daemon.kill('SIGKILL')
        await gone
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ready(daemon: ChildProcess, socket: string): Promise<void> {
  let said = ''
  for (const stream of [daemon.stdout, daemon.stderr])
    stream?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
    })
  for (let tries = 0; tries < 300; tries += 1) {
    if (daemon.exitCode !== null) throw new Error(`clamd stopped:\n${said}`)
    if (await answers(socket)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`clamd does not answer:\n${said}`)
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const client = connect(path)
    client.on('connect', () => {
      client.destroy()
      resolve(true)
    })
    client.on('error', () => resolve(false))
  })
