// `npm run cli -- COMMAND`: what an operator does by hand.
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliCommand } from '../app/cli-command.ts'
import { cliCommands } from '../app/cli-commands.ts'
import { loadConfig, loadPlaces } from '../app/config.ts'
import { openContext } from '../app/context.ts'
import { startCluster } from '../platform/db/embedded-cluster.ts'

const root = join(import.meta.dirname, '../../..')
const [name = '', ...rest] = process.argv.slice(2)
const command = (cliCommands as Readonly<Record<string, CliCommand>>)[name]

function usage(): void {
  process.stdout.write('Commandes :\n')
  for (const [key, { resume, usage: how }] of Object.entries(cliCommands)) {
    process.stdout.write(`  npm run cli -- ${key} ${how}\n      ${resume}\n`)
  }
}

/** Beside `npm start`, a command finds the same embedded base and the same local keys. */
async function environment(): Promise<{
  env: Record<string, string | undefined>
  stop: () => Promise<void>
}> {
  if (process.env.DATABASE_URL) return { env: process.env, stop: async () => undefined }
  const dataDir = resolve(root, process.env.DATA_DIR ?? 'var')
  const secrets = await readFile(join(dataDir, 'secrets.json'), 'utf8').catch(() => undefined)
  if (!secrets)
    throw new Error('No DATABASE_URL, and no local base either: run `npm start` once, or set DATABASE_URL.')
  const cluster = await startCluster({ directory: join(dataDir, 'postgresql') })
  return {
    env: {
      LOG_LEVEL: 'error',
      SMTP_URL: 'smtp://127.0.0.1:25',
      ...(JSON.parse(secrets) as Record<string, string>),
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: cluster.url('espace'),
    },
    stop: () => (cluster.found ? Promise.resolve() : cluster.stop()),
  }
}

async function main(): Promise<number> {
  if (!command || rest.includes('--help')) {
    usage()
    return command || name === '' || name === '--help' ? 0 : 2
  }
  const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals: true })
  const print = (lines: readonly string[]): void => {
    for (const line of lines) process.stdout.write(`${line}\n`)
  }
  if ('runAlone' in command) {
    // npm moves to the root of the package; INIT_CWD is where it was called.
    const here = process.env.INIT_CWD ?? process.cwd()
    print(await command.runAlone({ root, here, ...loadPlaces(process.env, root) }, values))
    return 0
  }
  const { env, stop } = await environment()
  const context = await openContext(loadConfig(env, root), root)
  try {
    print(await command.run(context, values, positionals))
    return 0
  } finally {
    await context.close()
    await stop()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return 1
})
