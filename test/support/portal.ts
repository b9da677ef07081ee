import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import { loadConfig } from '../../src/app/config.ts'
import { type Context, openContext } from '../../src/app/context.ts'
import { buildWeb } from '../../src/app/web.ts'
import { startWorker } from '../../src/app/worker.ts'
import { createAgent, currentCode } from '../../src/features/agents/index.ts'
import { insertUsager } from '../../src/features/comptes/index.ts'
import { acceptInForce, GENERAL } from '../../src/features/conditions/index.ts'
import type { Clock } from '../../src/platform/clock/clock.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { startMailbox } from '../../src/platform/mail/mailbox.ts'
import type { AgentRole } from '../../src/platform/session/actor.ts'
import { hashPassword } from '../../src/platform/session/password.ts'
import { SignedClient } from './signed-client.ts'

export const MOT_DE_PASSE = 'lavande-vercors-noisette-42'
const root = join(import.meta.dirname, '../..')

export interface Mail {
  id: string
  subject: string
  to: { address: string }[]
  text: string
  html: string
  attachments?: { generatedFileName: string; contentType: string }[]
}

export interface Portal {
  origin: string
  context: Context
  web: FastifyInstance
  client(): SignedClient
  /** The mails that a person has received over SMTP, oldest first. */
  mailsTo(email: string): Promise<Mail[]>
  /** Waits for a mail whose subject matches. Throws after ten seconds. */
  waitForMail(email: string, subject: RegExp): Promise<Mail>
  attachment(mail: Mail, name: string): Promise<Buffer>
  /** @returns the new account's id; its password is MOT_DE_PASSE */
  addUsager(email: string, prenom?: string, nom?: string): Promise<string>
  /** Accepts the terms in force of a démarche, as whoever starts it does. */
  acceptConditions(usagerId: string, demarche: string): Promise<void>
  addAgent(email: string, role?: AgentRole, demarches?: readonly string[]): Promise<void>
  usager(email: string): Promise<SignedClient>
  agent(email: string): Promise<SignedClient>
  stop(): Promise<void>
}

/**
 * The whole product on a database of its own: portal, worker, files, and a real SMTP server that keeps what it is
 * given. @param options.onLog takes every line of the log, down to the least
 */
export async function startPortal(
  databaseUrl: string,
  options: {
    clock?: Clock
    worker?: boolean
    smtpUrl?: string
    bounceSecret?: string
    /** The antivirus; without it documents are « non analysé ». */
    clamdUrl?: string
    /** Who takes payments: what the simulator says (`SimulateurPayline.env`). */
    payline?: Readonly<Record<string, string>>
    /** Whether the tests say which network address they come from (`X-Forwarded-For`). */
    behindProxy?: boolean
    onLog?: (line: string) => void
  } = {},
): Promise<Portal> {
  if (!existsSync(join(root, 'dist/assets/manifest.json')))
    throw new Error('The browser’s files are not built: npm run build')
  const folder = await mkdtemp(join(tmpdir(), 'espace-portail-'))
  const [port, smtpPort, webPort] = [await freePort(), await freePort(), await freePort()]
  const mailbox = await startMailbox({ smtpPort, webPort, directory: join(folder, 'courriels') })
  const config = loadConfig(
    {
      PORT: String(port),
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl,
      SMTP_URL: options.smtpUrl ?? mailbox.smtpUrl,
      TRUST_PROXY: options.behindProxy ? 'true' : undefined,
      BOUNCE_SECRET: options.bounceSecret,
      CLAMD_URL: options.clamdUrl,
      ...options.payline,
      SECRET_KEY: randomBytes(32).toString('base64'),
      MASTER_KEYS: `1:${randomBytes(32).toString('base64')}`,
    },
    root,
  )
  const context = await openContext(config, root, {
    log: options.onLog
      ? createLog('trace', { write: options.onLog })
      : createLog(process.env.LOG_LEVEL ?? 'silent'),
    ...(options.clock ? { clock: options.clock } : {}),
  })
  const worker = options.worker === false ? undefined : await startWorker(context)
  const web = await buildWeb(context)
  await web.listen({ port, host: '127.0.0.1' })
  const origin = config.publicOrigin
  const motDePasseHash = await hashPassword(MOT_DE_PASSE)
  const api = `${mailbox.webUrl.replace('localhost', '127.0.0.1')}/api/email`

  const mailsTo = async (email: string): Promise<Mail[]> => {
    const all = await readMails(api)
    return all.filter((mail) => mail.to.some(({ address }) => address.toLowerCase() === email.toLowerCase()))
  }
  const signed = async (path: string, fields: Record<string, string>): Promise<SignedClient> => {
    const client = new SignedClient(origin)
    const answer = await client.signIn(path, fields)
    if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${answer.text.slice(0, 400)}`)
    return client
  }
  return {
    origin,
    context,
    web,
    client: () => new SignedClient(origin),
    mailsTo,
    waitForMail: async (email, subject) => {
      for (let tries = 0; tries < 100; tries += 1) {
        const found = (await mailsTo(email)).findLast((mail) => subject.test(mail.subject))
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error(`no mail ${subject} for ${email}`)
    },
    attachment: async (mail, name) =>
      Buffer.from(
        await (await fetch(`${api}/${mail.id}/attachment/${encodeURIComponent(name)}`)).arrayBuffer(),
      ),
    addUsager: (email, prenom = 'Camille', nom = 'Martin') =>
      inTransaction(context.db, async (tx) => {
        const le = context.clock.now()
        const id = uuidv7()
        await insertUsager(tx, {
          id,
          email,
          emailNormalise: email,
          prenom,
          nom,
          motDePasseHash,
          le,
        })
        await acceptInForce(tx, id, GENERAL, le)
        return id
      }),
    acceptConditions: (usagerId, demarche) =>
      inTransaction(context.db, (tx) => acceptInForce(tx, usagerId, demarche, context.clock.now())),
    addAgent: (email, role = 'instructeur', demarches = ['pack-rentree']) =>
      inTransaction(context.db, async (tx) => {
        const le = context.clock.now()
        const who = { email, prenom: 'Inès', nom: 'Rolland', qualite: 'instructrice', role }
        await createAgent(tx, context, { ...who, demarches: [...demarches], motDePasseHash }, le)
      }),
    usager: (email) => signed('/connexion', { email, motDePasse: MOT_DE_PASSE }),
    agent: async (email) => {
      const code = (await currentCode(context, email)) ?? ''
      return signed('/agents/connexion', { email, motDePasse: MOT_DE_PASSE, code })
    },
    stop: async () => {
      await web.close()
      await worker?.stop()
      await context.close()
      await mailbox.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function readMails(api: string): Promise<Mail[]> {
  const response = await fetch(api)
  if (!response.ok) throw new Error(`the mailbox answered ${response.status}`)
  return (await response.json()) as Mail[]
}
