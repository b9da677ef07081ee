import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'

const root = join(import.meta.dirname, '../..')

export interface BuiltProcess {
  readonly child: ChildProcess
  /** Sends the signal and waits for the end. @returns the exit code, null when the signal ended it */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export interface BuiltProduct {
  readonly origin: string
  startWeb(): Promise<BuiltProcess>
  startWorker(): Promise<BuiltProcess>
  /** Runs a command of the operator with the same keys. @returns what it printed */
  cli(args: readonly string[]): Promise<string>
  /** Ends every process of it that still runs, without ceremony. */
  killAll(): Promise<void>
}

/** The product as it is deployed: `dist/src/bin/web.js` and `worker.js` as processes of their own, same keys each time. */
export async function builtProduct(options: {
  databaseUrl: string
  smtpUrl: string
  dataDir: string
  /** Who takes payments: what the simulator says (`SimulateurPayline.env`). */
  payline?: Readonly<Record<string, string>>
}): Promise<BuiltProduct> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    DATABASE_URL: options.databaseUrl,
    SMTP_URL: options.smtpUrl,
    DATA_DIR: options.dataDir,
    SECRET_KEY: randomBytes(32).toString('base64'),
    MASTER_KEYS: `1:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'info',
    ...options.payline,
  }
  const running = new Set<BuiltProcess>()
  const start = async (program: 'web' | 'worker'): Promise<BuiltProcess> => {
    const started = await startProgram(program, env)
    running.add(started)
    return started
  }
  return {
    origin,
    startWeb: () => start('web'),
    startWorker: () => start('worker'),
    cli: async (args) => {
      const program = [join(root, 'dist/src/bin/cli.js'), ...args]
      const { stdout } = await promisify(execFile)(process.execPath, program, {
        env: { ...env, LOG_LEVEL: 'error' },
        cwd: root,
      })
      return stdout
    },
    killAll: async () => {
      await Promise.all([...running].map((one) => one.end('SIGKILL')))
    },
  }
}

/** Starts a program and waits until its log says that it is ready. */
async function startProgram(program: string, env: NodeJS.ProcessEnv): Promise<BuiltProcess> {
  const child = spawn(process.execPath, [join(root, 'dist/src/bin', `${program}.js`)], { env, cwd: root })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${program} not ready after 20 s: ${said}`)), 20_000)
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000)
      if (said.includes(`${program}: ready`)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then((code) => {
      clearTimeout(late)
      reject(new Error(`${program} ended (${code}): ${said}`))
    })
  })
  return {
    child,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
