import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../src/platform/db/embedded-cluster.ts'
import { type Mailbox, startMailbox } from '../../src/platform/mail/mailbox.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { type BuiltProduct, builtProduct } from '../support/built-product.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { addDus } from '../support/dus.ts'
import { compareAccuses } from './paiements/accuses.ts'
import { type Dossier, drawDossier } from './paiements/dossier.ts'
import { crowd } from './paiements/foule.ts'
import { type Foyer, openFoyers } from './paiements/foyers.ts'
import { seeded } from './paiements/hasard.ts'
import { compareBooks, tentatives } from './paiements/livres.ts'
import { Morts } from './paiements/morts.ts'
import { breakProvider, struck } from './paiements/pannes.ts'
import { act, type Vecu } from './paiements/personne.ts'
import { fetchRecus } from './paiements/recus.ts'
import { summaryOf } from './paiements/resume.ts'
import { Temps } from './paiements/temps.ts'

/** `npm run faults` pays two thousand times and kills fifty; `npm test` the same in short. */
const PAIEMENTS = Number(process.env.FAULTS_PAIEMENTS ?? 60)
const MORTS = Number(process.env.FAULTS_KILLS ?? 4)
const GRAINE = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)
const LONG = PAIEMENTS > 500
/** How much faster than true time what waits. */
const FOIS = LONG ? 30 : 200
/** Time-outs of the provider are in true time: with them an opening takes up to half a minute. */
const OUVERTURE_MS = LONG ? 35_000 : 5_000
const AT_ONCE = 12
const DEMANDES_EACH = 50

let folder: string
let base: TestDatabase
let mailbox: Mailbox
let payline: SimulateurPayline
let product: BuiltProduct
let morts: Morts
let temps: Temps

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espace-paiements-'))
  base = await createTestDatabase()
  mailbox = await startMailbox({
    smtpPort: await freePort(),
    webPort: await freePort(),
    directory: join(folder, 'courriels'),
  })
  payline = await startSimulateurPayline({ graine: GRAINE })
  const { smtpUrl } = mailbox
  product = await builtProduct({ databaseUrl: base.url, smtpUrl, dataDir: folder, payline: payline.env })
  morts = new Morts(product)
  await morts.start()
  temps = new Temps(base.url, payline, FOIS, OUVERTURE_MS)
})
afterAll(async () => {
  await product.killAll()
  await payline.stop()
  await mailbox.stop()
  await base.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Whoever decides on doubts of fraud at the provider, a little later, yes or no. */
async function decideDoubts(random: () => number, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(700)
    for (const { statut, transactionId } of payline.livre().transactions)
      if (statut === 'PENDING_RISK' && random() < 0.5) payline.decider(transactionId, random() < 0.6)
  }
}

/** Until nothing waits any more: no open attempt, no question to ask, no mail. */
async function settled(): Promise<void> {
  const waiting = async () => {
    const open = await base.db
      .selectFrom('paiement')
      .select(['commande', 'statut', 'code'])
      .where('statut', 'in', ['prepare', 'en_cours', 'a_verifier'])
      .execute()
    const mails = await base.db
      .selectFrom('courriel')
      .select('modele')
      .where('envoye_le', 'is', null)
      .execute()
    return { open, mails, questions: await temps.waiting() }
  }
  await expect
    .poll(waiting, { timeout: LONG ? 240_000 : 60_000, interval: 500 })
    .toEqual({ open: [], mails: [], questions: 0 })
}

/** Accounts, what each owes and what each will do: all from the seed. */
async function drawAll(): Promise<{ foyers: Foyer[]; dossiers: Dossier[] }> {
  const random = seeded(GRAINE)
  const foyers = await openFoyers(base.db, product.origin, Math.ceil(PAIEMENTS / DEMANDES_EACH) + 2)
  const owners = Array.from({ length: PAIEMENTS }, (_, i) => foyers[i % foyers.length] ?? expect.fail())
  const dus = owners.map(({ usagerId }) => ({
    usagerId,
    montantCents: 500 + Math.floor(random() * 20_000),
  }))
  const references = await addDus(base.db, dus)
  return {
    foyers,
    dossiers: references.map((reference, i) => drawDossier(reference, owners[i] ?? expect.fail(), random)),
  }
}

/** People pay, the provider fails and processes die, until everybody is done. */
async function storm(dossiers: readonly Dossier[], vecu: Vecu): Promise<void> {
  let done = 0
  const advance = (): number => done / PAIEMENTS
  await Promise.all([
    morts.reap('web', Math.ceil(MORTS / 2), seeded(GRAINE + 2), advance),
    morts.reap('worker', Math.floor(MORTS / 2), seeded(GRAINE + 3), advance),
    crowd(dossiers, AT_ONCE, async (dossier) => {
      const again = await act(dossier, payline, vecu)
      if (again === null) done += 1
      return again
    }),
  ])
}

test(`${PAIEMENTS} payments, ${MORTS} kills, seed ${GRAINE}: nobody pays twice, nothing is lost, both books are one`, {
  timeout: 120_000 + PAIEMENTS * 400,
}, async () => {
  const begun = Date.now()
  const soFar = (): number => (Date.now() - begun) / 1000
  const { foyers, dossiers } = await drawAll()
  const vecu: Vecu = {
    ...{ appuis: 0, refusPolis: 0, coupures: 0, retours: 0, retoursPerdus: 0, secondesCartes: 0, fautes: [] },
  }
  breakProvider(payline, GRAINE, LONG)
  await temps.start()
  let over = false
  const deciding = decideDoubts(seeded(GRAINE + 1), () => over)
  await storm(dossiers, vecu)
  const stormed = soFar()
  const pannes = struck(payline)
  payline.clearPannes()
  const [recus] = await Promise.all([
    fetchRecus(base.db, foyers, () => over),
    settled().finally(() => {
      over = true
    }),
    deciding,
  ])
  await temps.stop()
  const settledAt = soFar()

  expect(vecu.fautes).toEqual([])
  expect(morts.nombre).toBe(MORTS)
  const attempts = await tentatives(base.db)
  const livre = payline.livre()
  compareBooks(attempts, livre)
  const accuses = await compareAccuses(mailbox, attempts, recus)
  expect(await product.cli(['journal:verify'])).toContain('Le journal est tel qu’il a été écrit.')
  process.stdout.write(
    summaryOf({
      ...{ graine: GRAINE, demandes: PAIEMENTS, morts: morts.nombre, attempts, livre, vecu, pannes, accuses },
      recus: recus.size,
      secondes: { storm: stormed, settled: settledAt, judged: soFar() },
    }),
  )
})
