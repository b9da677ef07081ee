import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'
import { type Mailbox, startMailbox } from '../../src/platform/mail/mailbox.ts'
import { type BuiltProduct, builtProduct } from '../support/built-product.ts'
import { copyBrouillon } from '../support/copy-brouillon.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { fillPackRentree } from '../support/family.ts'
import { SignedClient } from '../support/signed-client.ts'
import { addUsagers, SECRET } from '../support/usagers.ts'

const USAGERS = 20
const BROUILLONS_EACH = 10
const DEPOTS = USAGERS * BROUILLONS_EACH

let base: TestDatabase
let mailbox: Mailbox
let product: BuiltProduct
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espace-depots-'))
  base = await createTestDatabase()
  mailbox = await startMailbox({
    smtpPort: await freePort(),
    webPort: await freePort(),
    directory: join(folder, 'courriels'),
  })
  product = await builtProduct({ databaseUrl: base.url, smtpUrl: mailbox.smtpUrl, dataDir: folder })
})
afterAll(async () => {
  await product.killAll()
  await mailbox.stop()
  await base.drop()
  await rm(folder, { recursive: true, force: true })
})

interface Filled {
  client: SignedClient
  brouillon: string
}

/** Twenty people signed in, each with ten brouillons: one filled page by page, the others its copies. */
async function prepare(): Promise<Filled[]> {
  const emails = Array.from({ length: USAGERS }, (_, rang) => `parent${rang}@exemple.fr`)
  await addUsagers(base.db, emails)
  const clients: SignedClient[] = []
  for (const email of emails) {
    const client = new SignedClient(product.origin)
    expect((await client.signIn('/connexion', { email, motDePasse: SECRET })).status).toBe(200)
    clients.push(client)
  }
  const [first = new SignedClient('')] = clients
  const address = await fillPackRentree(first, [{ prenom: 'Léa', options: ['restauration', 'carte-jeune'] }])
  const model = address.split('/').at(-1) ?? ''
  const filled: Filled[] = []
  for (const [rang, client] of clients.entries()) {
    for (let copy = 0; copy < BROUILLONS_EACH; copy += 1)
      filled.push({ client, brouillon: await copyBrouillon(base.db, model, emails[rang] ?? '') })
  }
  return filled
}

/**
 * As a person does: an overloaded portal says when to come back (503, Retry-After) and is believed. Any other answer that
 * is no acknowledgement is a fault.
 * @returns the reference that was acknowledged
 */
async function depose({ client, brouillon }: Filled): Promise<string> {
  const until = Date.now() + 60_000
  for (;;) {
    const answer = await client.post(`/espace/brouillons/${brouillon}/depot`)
    const reference = /^\/espace\/demandes\/([\w-]+)\?depot=1$/.exec(answer.location ?? '')?.[1]
    if (reference) return reference
    const seconds = Number(answer.headers.get('retry-after'))
    if (answer.status !== 503 || !(seconds > 0) || Date.now() > until)
      throw new Error(`${answer.status}: ${answer.text.slice(0, 400)}`)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}

interface ReceivedMail {
  subject: string
  headers: Record<string, string>
}

/** The distinct accusés that arrived, by reference: a mail repeated with its Message-ID is one mail. */
async function accuses(): Promise<Map<string, Set<string>>> {
  const api = `${mailbox.webUrl.replace('localhost', '127.0.0.1')}/api/email`
  const mails = (await (await fetch(api)).json()) as ReceivedMail[]
  const found = new Map<string, Set<string>>()
  for (const { subject, headers } of mails) {
    const reference = /Accusé de réception de votre demande ([\w-]+)/.exec(subject)?.[1]
    const messageId = headers['message-id']
    if (!reference || !messageId) throw new Error(`unexpected mail: ${subject}`)
    found.set(reference, (found.get(reference) ?? new Set()).add(messageId))
  }
  return found
}

async function waitForAccuses(count: number): Promise<Map<string, Set<string>>> {
  const until = Date.now() + 90_000
  for (;;) {
    const found = await accuses()
    if (found.size >= count || Date.now() > until) return found
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

test('200 dépôts at once, both processes killed in the middle, replayed: none lost, none doubled', {
  timeout: 240_000,
}, async () => {
  const web = await product.startWeb()
  const worker = await product.startWorker()
  const filled = await prepare()
  expect(filled).toHaveLength(DEPOTS)

  const acknowledged = new Map<string, string>()
  let killed: Promise<unknown> | undefined
  await Promise.all(
    filled.map(async (one) => {
      // The portal is killed meanwhile: no answer is then the only other thing that may come.
      const reference = await depose(one).catch((error: unknown) => {
        if (killed) return undefined
        throw error
      })
      if (!reference) return
      acknowledged.set(one.brouillon, reference)
      if (acknowledged.size >= DEPOTS / 2) killed ??= Promise.all([web.end('SIGKILL'), worker.end('SIGKILL')])
    }),
  )
  await killed
  // The kill came in the middle: some were acknowledged, some were not.
  expect(acknowledged.size).toBeGreaterThanOrEqual(DEPOTS / 2)
  expect(acknowledged.size).toBeLessThan(DEPOTS)

  const webAgain = await product.startWeb()
  const workerAgain = await product.startWorker()
  const replayed = new Map(
    await Promise.all(filled.map(async (one) => [one.brouillon, await depose(one)] as const)),
  )
  expect(new Set(replayed.values()).size).toBe(DEPOTS)
  for (const [brouillon, reference] of acknowledged) expect(replayed.get(brouillon)).toBe(reference)

  const demandes = await base.db
    .selectFrom('demande')
    .innerJoin('brouillon', 'brouillon.demande_id', 'demande.id')
    .select(['demande.id', 'demande.reference', 'brouillon.id as brouillon'])
    .execute()
  expect(new Map(demandes.map((d) => [d.brouillon, d.reference]))).toEqual(replayed)
  const counted = await sql<Record<string, string>>`select (select count(*) from demande) as demandes,
    (select count(*) from journal where action = 'demande.deposee') as journal,
    (select count(*) from piece where demande_id is not null) as pieces,
    (select count(*) from courriel where modele = 'accuse-reception') as courriels`.execute(base.db)
  const all = String(DEPOTS)
  expect(counted.rows[0]).toEqual({ demandes: all, journal: all, pieces: all, courriels: all })

  const received = await waitForAccuses(DEPOTS)
  expect([...received.keys()].sort()).toEqual([...replayed.values()].sort())
  for (const [reference, messageIds] of received) expect([reference, messageIds.size]).toEqual([reference, 1])
  expect(await webAgain.end('SIGTERM')).toBe(0)
  expect(await workerAgain.end('SIGTERM')).toBe(0)
})
