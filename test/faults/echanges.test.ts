import { randomInt } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import { type Cluster, freePort, startCluster } from '../../src/platform/db/embedded-cluster.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { type Mailbox, startMailbox } from '../../src/platform/mail/mailbox.ts'
import { type BuiltProduct, builtProduct } from '../support/built-product.ts'
import { copyBrouillon } from '../support/copy-brouillon.ts'
import { fillPackRentree } from '../support/family.ts'
import { SignedClient } from '../support/signed-client.ts'
import { acteNamed, type Dossier, NOMS_D_ACTE, type NomDActe, ReponseInattendue } from './echanges/actes.ts'
import { Livre } from './echanges/livre.ts'
import { CIBLES, PortailTuable } from './echanges/portail-tuable.ts'

/** `npm run faults` kills fifty times; `npm test` once each. */
const MORTS = Number(process.env.FAULTS_KILLS ?? CIBLES.length)
/** Demandes carried at the same time, each by a person and an agent. */
const FILES = 4

let folder: string
let cluster: Cluster
let mailbox: Mailbox
let product: BuiltProduct
let portail: PortailTuable
let base: Database
let motDePasse: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espace-echanges-'))
  await chmod(folder, 0o755)
  const place = { directory: join(folder, 'pg'), port: await freePort() }
  cluster = await startCluster(place)
  await cluster.createDatabase('espace')
  const databaseUrl = cluster.url('espace')
  await migrate(databaseUrl, join(import.meta.dirname, '../../db/migrations'))
  base = openDatabase(databaseUrl)
  mailbox = await startMailbox({
    smtpPort: await freePort(),
    webPort: await freePort(),
    directory: join(folder, 'courriels'),
  })
  product = await builtProduct({ databaseUrl, smtpUrl: mailbox.smtpUrl, dataDir: folder })
  portail = new PortailTuable(product, place)
  const said = await product.cli(['demonstration:peupler', '--usagers', String(FILES), '--demandes', '1'])
  motDePasse = /une seule fois\s:\s(\S+)/u.exec(said)?.[1] ?? ''
  await portail.start()
})
afterAll(async () => {
  await product.killAll()
  await mailbox.stop()
  await base.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

interface File {
  email: string
  usager: SignedClient
  agent: SignedClient
}

async function openFile(rang: number): Promise<File> {
  const email = `usager-${rang}@demonstration.example`
  const usager = new SignedClient(product.origin)
  expect((await usager.signIn('/connexion', { email, motDePasse })).status).toBe(200)
  const compte = `agent-${rang}@demonstration.example`
  const code = (await product.cli(['agents:code', compte])).trim()
  const agent = new SignedClient(product.origin)
  expect((await agent.signIn('/agents/connexion', { email: compte, motDePasse, code })).status).toBe(200)
  return { email, usager, agent }
}

/** Sends an act until it is done, whatever dies meanwhile; each attempt has a word of its own. */
async function carry(livre: Livre, nom: NomDActe, dossier: Dossier): Promise<void> {
  const until = Date.now() + 40_000
  let dernier: unknown
  for (let essai = 1; Date.now() < until; essai += 1) {
    const preuve =
      nom === 'depot' ? dossier.brouillon : nom === 'prise en charge' ? '' : `${crypto.randomUUID()}`
    const sent = await acteNamed(nom)
      .send(dossier, preuve, base.db)
      .catch((error: unknown) => {
        if (error instanceof ReponseInattendue) throw new Error(nom, { cause: error })
        dernier = error
        return 'non' as const
      })
    if (sent === 'fait') livre.note(nom, { reference: dossier.reference, preuve })
    // Done before: by an attempt whose answer was lost, never by the first.
    if (sent === 'deja') expect([nom, essai > 1]).toEqual([nom, true])
    if (sent !== 'non') return
    await pause(150)
  }
  throw new Error(`${nom}: not done in 40 s`, { cause: dernier })
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries >= 100) throw error
      await pause(150)
    }
  }
}

interface Recu {
  subject: string
  headers: Record<string, string>
}

/** The Message-IDs that arrived: a mail repeated with its own is one mail. */
async function arrived(): Promise<Set<string>> {
  const api = `${mailbox.webUrl.replace('localhost', '127.0.0.1')}/api/email`
  const mails = (await (await fetch(api)).json()) as Recu[]
  return new Set(mails.map(({ headers }) => /<([0-9a-f-]+)@/.exec(headers['message-id'] ?? '')?.[1] ?? ''))
}

test(`${MORTS} kills during exchanges: all that was acknowledged is stored, nothing twice`, {
  timeout: 60_000 + MORTS * 12_000,
}, async () => {
  const files = await Promise.all(Array.from({ length: FILES }, (_, i) => openFile(i + 1)))
  const [first] = files
  if (!first) throw new Error('no file')
  const modele = await fillPackRentree(first.usager, [{ prenom: 'Léa', options: ['restauration'] }])
  const livre = new Livre()
  const dossiers: Dossier[] = []
  let tues = 0

  const killing = (async () => {
    for (; tues < MORTS; tues += 1) {
      await pause(randomInt(200, 900))
      await portail.kill(CIBLES[tues % CIBLES.length] ?? 'web')
    }
  })()
  await Promise.all([
    killing,
    ...files.map(async ({ email, usager, agent }) => {
      while (tues < MORTS) {
        const id = await again(() => copyBrouillon(base.db, modele.split('/').at(-1) ?? '', email))
        const dossier: Dossier = { usager, agent, brouillon: id, reference: '' }
        for (const nom of NOMS_D_ACTE) await carry(livre, nom, dossier)
        dossiers.push(dossier)
      }
    }),
  ])
  expect(portail.tombes).toEqual([])
  expect(dossiers.length).toBeGreaterThanOrEqual(FILES)
  expect(livre.nombre).toBeGreaterThan(dossiers.length * (NOMS_D_ACTE.length - 1))
  await livre.compare(base.db, dossiers)

  await expect
    .poll(
      async () => {
        const waiting = await base.db
          .selectFrom('courriel')
          .select((eb) => eb.fn.countAll<string>().as('nombre'))
          .where('envoye_le', 'is', null)
          .executeTakeFirstOrThrow()
        return waiting.nombre
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe('0')
  const stored = await base.db.selectFrom('courriel').select('id').where('essais', '>', 0).execute()
  expect([...(await arrived())].sort()).toEqual(stored.map(({ id }) => id).sort())
  expect(await product.cli(['journal:verify'])).toContain('Le journal est tel qu’il a été écrit.')
  process.stdout.write(`${MORTS} kills, ${dossiers.length} demandes, ${livre.nombre} acts acknowledged\n`)
})
