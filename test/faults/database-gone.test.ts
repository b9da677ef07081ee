import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type Cluster, freePort, startCluster } from '../../src/platform/db/embedded-cluster.ts'
import { type Mailbox, startMailbox } from '../../src/platform/mail/mailbox.ts'
import { type BuiltProcess, type BuiltProduct, builtProduct } from '../support/built-product.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { SignedClient } from '../support/signed-client.ts'
import { addUsagers, SECRET } from '../support/usagers.ts'

const identifiants = { email: 'camille@exemple.fr', motDePasse: SECRET }
const PAPER = /par courrier/i

let folder: string
let cluster: Cluster
let mailbox: Mailbox
let product: BuiltProduct
let web: BuiltProcess
let client: SignedClient
let brouillon: string
let startDatabase: () => Promise<Cluster>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espace-base-perdue-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  startDatabase = () => startCluster({ directory: join(folder, 'pg'), port, volatile: true })
  cluster = await startDatabase()
  await cluster.createDatabase('espace')
  mailbox = await startMailbox({
    smtpPort: await freePort(),
    webPort: await freePort(),
    directory: join(folder, 'courriels'),
  })
  const databaseUrl = cluster.url('espace')
  product = await builtProduct({ databaseUrl, smtpUrl: mailbox.smtpUrl, dataDir: folder })
  web = await product.startWeb()
  const base = openDatabase(databaseUrl)
  await addUsagers(base.db, [identifiants.email])
  await base.close()
  client = new SignedClient(product.origin)
  expect((await client.signIn('/connexion', identifiants)).status).toBe(200)
  brouillon = await fillPackRentree(client, [{ prenom: 'Léa', options: ['carte-jeune'] }])
})
afterAll(async () => {
  await product.killAll()
  await mailbox.stop()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Nobody waits for a base that is gone: the page made at build comes at once. */
const STATIC_MS = 1_000

const open = async (path: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(product.origin + path, {
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  })
  return { status: answer.status, text: await answer.text() }
}

/** Fails when the answer took a second or more. */
async function atOnce<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const answer = await work()
  expect(performance.now() - began).toBeLessThan(STATIC_MS)
  return answer
}

/** What a person does in the space, each of which needs the database. */
const inTheSpace = {
  'GET /espace': () => client.get('/espace'),
  'GET a page of the form': () => client.get(`${brouillon}/vous`),
  autosave: () => client.post(`${brouillon}/attestation?enregistrer=1`, { exactitude: 'oui' }),
  dépôt: () => client.post(`${brouillon}/depot`),
  'sign-in': () => new SignedClient(product.origin).signIn('/connexion', identifiants),
}

/** The pages of everybody: they hold the paper forms, so that they had better not need a database. */
const PUBLIC = ['/', '/services', '/services/pack-rentree', '/aide', '/connexion', '/donnees-personnelles']

test('the database stops and comes back', { timeout: 120_000 }, async () => {
  await cluster.stop()
  // Twice: just after the loss, with connections that died, then with none left.
  for (const _ of ['at once', 'later']) {
    for (const [what, act] of Object.entries(inTheSpace)) {
      const { status, text, headers } = await atOnce(act)
      expect([what, status]).toEqual([what, 503])
      expect(text).toMatch(PAPER)
      expect(text).toContain('/services/pack-rentree/formulaire.pdf')
      expect(headers.get('retry-after')).toBe('60')
    }
    const form = await atOnce(() => open('/services/pack-rentree/formulaire.pdf'))
    expect([form.status, form.text.startsWith('%PDF-')]).toEqual([200, true])
    const page = await readFile(join(import.meta.dirname, '../../dist/secours/indisponible.html'), 'utf8')
    expect((await atOnce(() => open('/disponibilite'))).text).toBe(page)
    for (const path of PUBLIC) {
      const { status, text } = await atOnce(() => open(path))
      expect([path, status === 200 || (status === 503 && PAPER.test(text))]).toEqual([path, true])
    }
    expect((await atOnce(() => open('/sante'))).status).toBe(200)
    expect((await atOnce(() => open('/sante/pret'))).status).toBe(503)
  }

  cluster = await startDatabase()
  await expect.poll(async () => (await open('/sante/pret')).status, { timeout: 15_000 }).toBe(200)
  for (const path of PUBLIC) expect([path, (await open(path)).status]).toEqual([path, 200])
  expect((await inTheSpace['GET /espace']()).status).toBe(200)
  expect((await inTheSpace.autosave()).status).toBe(200)
  expect((await inTheSpace['sign-in']()).status).toBe(200)
  // What was sent in vain is sent again, and counts once.
  const reference = await file(client, brouillon)
  expect(await file(client, brouillon)).toBe(reference)
  expect((await client.get('/espace')).text).toContain(reference)
})

test('SIGTERM lets the running request finish and ends the process', { timeout: 40_000 }, async () => {
  const body = Buffer.from('prenom=Camille')
  const half = body.length / 2
  const path = '/espace/demarches/pack-rentree/commencer'
  await client.get('/espace')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
    dpop: await client.proof('POST', path, body),
    authorization: `DPoP ${client.token}`,
  }
  const sent = request(product.origin + path, { method: 'POST', headers })
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.on('response', (answer) => resolve(answer.resume().statusCode))
    sent.on('error', reject)
  })
  sent.write(body.subarray(0, half))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const began = performance.now()
  const ended = web.end('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 700))
  await expect(open('/sante')).rejects.toThrow()
  sent.end(body.subarray(half))
  expect(await status).toBe(204)
  expect(await ended).toBe(0)
  expect(performance.now() - began).toBeLessThan(15_000)
})
