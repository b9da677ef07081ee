// `npm start`: portal, worker, database and mailbox in one process tree, for a laptop or a demonstration.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { loadConfig } from '../app/config.ts'
import { openContext } from '../app/context.ts'
import { type DemonstrationAccount, seedDemonstration } from '../app/demonstration.ts'
import { buildWeb, watchPortal } from '../app/web.ts'
import { startWorker } from '../app/worker.ts'
import { freePort, startCluster } from '../platform/db/embedded-cluster.ts'
import { migrate } from '../platform/db/migrate.ts'
import { startMailbox } from '../platform/mail/mailbox.ts'
import { startLocalPayline } from '../simulateur-payline/start-local.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const root = join(import.meta.dirname, '../../..')
const dataDir = resolve(root, process.env.DATA_DIR ?? 'var')
const stops: (() => Promise<void>)[] = []

/** Keys made once for this data folder; in production they come from the environment. */
async function localSecrets(): Promise<{ SECRET_KEY: string; MASTER_KEYS: string }> {
  const file = join(dataDir, 'secrets.json')
  const found = await readFile(file, 'utf8').catch(() => undefined)
  if (found) return JSON.parse(found) as { SECRET_KEY: string; MASTER_KEYS: string }
  const made = {
    SECRET_KEY: randomBytes(32).toString('base64'),
    MASTER_KEYS: `1:${randomBytes(32).toString('base64')}`,
  }
  await writeFile(file, JSON.stringify(made), { mode: 0o600 })
  return made
}

async function localDatabase(): Promise<string> {
  const cluster = await startCluster({ directory: join(dataDir, 'postgresql') })
  stops.push(() => cluster.stop())
  await cluster.createDatabase('espace').catch((error: { code?: string }) => {
    if (error.code !== '42P04') throw error // already there
  })
  return cluster.url('espace')
}

async function localMailbox(): Promise<{ smtpUrl: string; webUrl: string }> {
  const webPort = Number(process.env.MAILBOX_PORT ?? 1080)
  const mailbox = await startMailbox({
    smtpPort: await freePort(),
    webPort,
    directory: join(dataDir, 'courriels'),
  })
  stops.push(() => mailbox.stop())
  return mailbox
}

async function start(): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await chmod(dataDir, 0o755)
  const [secrets, databaseUrl, mailbox] = await Promise.all([
    localSecrets(),
    process.env.DATABASE_URL ?? localDatabase(),
    process.env.SMTP_URL ? { smtpUrl: process.env.SMTP_URL, webUrl: undefined } : localMailbox(),
  ])
  const payline = await startLocalPayline(process.env, { dataDir, root })
  if (payline) stops.unshift(() => payline.stop())
  const config = loadConfig(
    {
      ...secrets,
      LOG_LEVEL: 'warn',
      ...payline?.env,
      ...process.env,
      DATABASE_URL: databaseUrl,
      SMTP_URL: mailbox.smtpUrl,
      DATA_DIR: dataDir,
    },
    root,
  )
  await migrate(config.databaseUrl, join(root, 'db/migrations'))
  const context = await openContext(config, root)
  stops.unshift(() => context.close())
  const accounts = await seedDemonstration(context, join(dataDir, 'demonstration.json'))
  const worker = await startWorker(context)
  stops.unshift(() => worker.stop())
  const web = await buildWeb(context)
  stops.unshift(() => web.close())
  await web.listen({ port: config.port, host: config.host })
  const unwatch = watchPortal(context)
  stops.unshift(async () => unwatch())
  announce(config.publicOrigin, mailbox.webUrl, accounts, payline?.announcement ?? [])
}

function announce(
  origin: string,
  mailboxUrl: string | undefined,
  accounts: readonly DemonstrationAccount[],
  paiement: readonly string[],
): void {
  const lines = [
    '',
    `  Portail          ${origin}`,
    `  Côté agents      ${origin}/agents`,
    ...(mailboxUrl ? [`  Boîte aux lettres ${mailboxUrl}`] : []),
    '',
    '  Comptes de démonstration',
    ...accounts.map((a) => `    ${a.quoi.padEnd(14)} ${a.email}   mot de passe : ${a.motDePasse}`),
    '    Code à six chiffres d’un agent : npm run -s cli -- agents:code ADRESSE',
    ...paiement,
    '',
    '  Ctrl-C pour arrêter.',
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

stopOnSignal(async () => {
  for (const stop of stops) await stop()
})
await start().catch(async (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  for (const stop of stops) await stop().catch(() => undefined)
  process.exit(1)
})
