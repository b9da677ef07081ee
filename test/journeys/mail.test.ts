import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { allJobs, startWorker } from '../../src/app/worker.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'
import { type Mailbox, startMailbox } from '../../src/platform/mail/mailbox.ts'
import { queueMail } from '../../src/platform/mail/outbox.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'

const clock = createTestClock()
let base: TestDatabase
let portal: Portal
let smtpPort: number
let folder: string
const stops: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  base = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'espace-courriels-'))
})
afterAll(async () => {
  await base.drop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  smtpPort = await freePort()
  portal = await startPortal(base.url, {
    clock,
    worker: false,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
  })
})
afterEach(async () => {
  // The portal first: a mail server waits for the connections that are still open.
  await portal.stop()
  for (const stop of stops.splice(0).reverse()) await stop()
})

const queue = (): Promise<string> =>
  inTransaction(portal.context.db, (tx) =>
    queueMail(tx, clock.now(), {
      modele: 'essai',
      destinataire: 'famille@exemple.fr',
      sujet: 'Bonjour',
      texte: 'Texte',
      html: '<p>Texte</p>',
    }),
  )
const rowOf = (id: string) =>
  portal.context.db
    .selectFrom('courriel')
    .select(['essais', 'envoye_le', 'abandonne_le', 'dernier_refus'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const send = (id: string) => allJobs(portal.context)['courriel:envoie']?.({ id })

async function openMailbox(): Promise<Mailbox> {
  const directory = await mkdtemp(join(folder, 'boite-'))
  const mailbox = await startMailbox({ smtpPort, webPort: await freePort(), directory })
  stops.push(() => mailbox.stop())
  return mailbox
}
const received = async (mailbox: Mailbox): Promise<{ messageId: string }[]> =>
  (await fetch(`${mailbox.webUrl.replace('localhost', '127.0.0.1')}/api/email`)).json() as Promise<
    { messageId: string }[]
  >

/** A mail server that greets, then answers as it is told; undefined says nothing at all. */
async function serve(answer: (verb: string) => string | undefined): Promise<void> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    const say = (text: string | undefined) => text && socket.write(`${text}\r\n`)
    say(answer('CONNECT'))
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean))
        say(answer(line.split(/[ :]/, 1)[0]?.toUpperCase() ?? ''))
    })
  })
  await new Promise<void>((resolve) => server.listen(smtpPort, '127.0.0.1', resolve))
  stops.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
}

test('the mail server is down: the mail waits, and leaves once when it is back', async () => {
  const id = await queue()
  await expect(send(id)).rejects.toThrow(/not sent yet/)
  expect(await rowOf(id)).toMatchObject({ essais: 1, envoye_le: null, abandonne_le: null })
  const mailbox = await openMailbox()
  await Promise.all([send(id), send(id), send(id)])
  await send(id)
  expect(await rowOf(id)).toMatchObject({ essais: 2, envoye_le: clock.now(), dernier_refus: null })
  const mails = await received(mailbox)
  expect(mails).toHaveLength(1)
  expect(JSON.stringify(mails)).toContain(id)
})

test('an address that does not exist is written down, and not written to again', async () => {
  await serve((verb) => (verb === 'RCPT' ? '550 no such user' : verb === 'CONNECT' ? '220 ici' : '250 ok'))
  const id = await queue()
  await send(id)
  expect(await rowOf(id)).toMatchObject({ essais: 1, abandonne_le: clock.now(), dernier_refus: 'SMTP 550' })
  await send(id)
  expect(await rowOf(id)).toMatchObject({ essais: 1 })
})

test.each([
  ['a full mailbox', 'RCPT', '452 try later'],
  ['a greylisted sender', 'MAIL', '451 come back'],
  // It is about us, not about this person: nobody loses a mail for a wrong setting.
  ['a server that does not want us', 'MAIL', '550 not from you'],
  ['a server that shuts down', 'CONNECT', '421 closing'],
])('%s: the mail waits and is tried again', async (_, step, said) => {
  await serve((verb) => (verb === step ? said : verb === 'CONNECT' ? '220 ici' : '250 ok'))
  const id = await queue()
  for (const essais of [1, 2]) {
    await expect(send(id)).rejects.toThrow(/not sent yet/)
    expect(await rowOf(id)).toMatchObject({ essais, envoye_le: null, abandonne_le: null })
  }
})

test('a mail server that says nothing is one that is down', { timeout: 30_000 }, async () => {
  await serve(() => undefined)
  const id = await queue()
  await expect(send(id)).rejects.toThrow(/not sent yet/)
  expect(await rowOf(id)).toMatchObject({ essais: 1, envoye_le: null, abandonne_le: null })
})

test('a mail that outlived the tries of its job is taken up again by the hour', {
  timeout: 30_000,
}, async () => {
  const mailbox = await openMailbox()
  const id = await queue()
  await portal.context.db
    .updateTable('courriel')
    .set({ cree_le: new Date(clock.now().getTime() - 5 * 86_400_000) })
    .where('id', '=', id)
    .execute()
  await allJobs(portal.context)['courriel:relance']?.({})
  const workers = [await startWorker(portal.context), await startWorker(portal.context)]
  await expect.poll(async () => (await rowOf(id)).envoye_le, { timeout: 15_000 }).not.toBeNull()
  await Promise.all(workers.map((worker) => worker.stop()))
  expect((await received(mailbox)).filter((mail) => JSON.stringify(mail).includes(id))).toHaveLength(1)
})

test('mails of no demande are kept as long as the register says, those that wait are kept', async () => {
  const purge = () => allJobs(portal.context)['courriel:purge']?.({})
  const { db } = portal.context
  const usagerId = await portal.addUsager('gardee@exemple.fr')
  const ids = { sansCompte: await queue(), attend: await queue(), duCompte: await queue() }
  const sent = { envoye_le: clock.now() }
  await db.updateTable('courriel').set(sent).where('id', '=', ids.sansCompte).execute()
  const own = { ...sent, usager_id: usagerId }
  await db.updateTable('courriel').set(own).where('id', '=', ids.duCompte).execute()
  const after = async (days: number): Promise<string[]> => {
    clock.advance(days * 86_400_000)
    await purge()
    const known = new Set((await db.selectFrom('courriel').select('id').execute()).map(({ id }) => id))
    return Object.entries(ids).flatMap(([name, id]) => (known.has(id) ? [name] : []))
  }
  expect(await after(29)).toEqual(['sansCompte', 'attend', 'duCompte'])
  expect(await after(2)).toEqual(['attend', 'duCompte'])
  expect(await after(698)).toEqual(['attend', 'duCompte'])
  expect(await after(2)).toEqual(['attend'])
})
