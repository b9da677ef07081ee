import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { paiementsJobs } from '../../src/features/paiements/index.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type DemandeQuiDoit, insertOwing } from '../support/owing.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const EMAIL = 'camille@exemple.fr'
const HOUR = 3_600_000
const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let payline: SimulateurPayline
let portal: Portal
let family: SignedClient
let owing: DemandeQuiDoit
let alarms: string[] = []
const log = createLog('error', { write: (line) => void alarms.push(line) })

beforeAll(async () => {
  base = await createTestDatabase()
  payline = await startSimulateurPayline({ clock, rythmeMs: 0 })
  portal = await startPortal(base.url, { clock, payline: payline.env, worker: false })
  owing = insertOwing(base, portal.context, await portal.addUsager(EMAIL))
})
afterAll(async () => {
  await portal.stop()
  await payline.stop()
  await base.drop()
})
beforeEach(async () => {
  alarms = []
  clock.set('2026-11-23T09:00:00Z')
  family = await portal.usager(EMAIL)
})

const pageOf = (reference: string): string => `/espace/demandes/${reference}/paiement`
const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/gu, ' ')
const shown = async (path: string): Promise<string> => words((await family.get(path)).text)
async function pay(reference: string): Promise<string> {
  const { status, location } = await family.post(pageOf(reference))
  expect(status).toBe(204)
  return new URL(location ?? '').pathname.split('/').at(-1) ?? ''
}
const demandeOf = (reference: string) =>
  base.db.selectFrom('demande').select('id').where('reference', '=', reference).executeTakeFirstOrThrow()
const last = async (reference: string) =>
  base.db
    .selectFrom('paiement')
    .selectAll()
    .where('demande_id', '=', (await demandeOf(reference)).id)
    .orderBy('rang', 'desc')
    .executeTakeFirstOrThrow()
const journal = async (reference: string) =>
  base.db
    .selectFrom('journal')
    .select(['action', 'donnees'])
    .where('demande_id', '=', (await demandeOf(reference)).id)
    .orderBy('id')
    .execute()
const read = async (reference: string, prestataire = portal.context.prestataire): Promise<void> =>
  paiementsJobs({ ...portal.context, log, prestataire })['paiement:lis']?.({ id: (await last(reference)).id })
const remind = async (reference: string): Promise<void> =>
  paiementsJobs(portal.context)['paiement:rappelle']?.({ id: (await demandeOf(reference)).id })
const mailsOf = async (reference: string) => {
  const rows = await base.db
    .selectFrom('courriel')
    .select('modele')
    .where('demande_id', '=', (await demandeOf(reference)).id)
    .orderBy('id')
    .execute()
  return rows.map(({ modele }) => modele)
}
const lower = async (reference: string, montantCents: number): Promise<void> => {
  const ligne = { libelle: 'Carte', pourQui: 'Léa', montantCents, etapes: [] }
  await base.db
    .updateTable('montant_du')
    .set({ montant_cents: montantCents, lignes: JSON.stringify([ligne]) })
    .where('demande_id', '=', (await demandeOf(reference)).id)
    .execute()
}

test('an unknown code alarms once, then once a day while it lasts', async () => {
  const reference = await owing.insert()
  payline.payerComme(await pay(reference), 'inconnue')
  for (let i = 0; i < 5; i += 1) await read(reference)
  expect(alarms).toHaveLength(1)
  clock.advance(23 * HOUR)
  await read(reference)
  expect(alarms).toHaveLength(1)
  clock.advance(HOUR)
  await read(reference)
  await read(reference)
  expect(alarms).toHaveLength(2)
})

test('another amount, then the right one: accepted, without what differed; the journal keeps it', async () => {
  const reference = await owing.insert()
  payline.addPanne({ nature: 'mauvais_montant', operations: ['getWebPaymentDetails'] })
  payline.payerComme(await pay(reference), 'acceptee')
  await read(reference)
  await read(reference)
  payline.clearPannes()
  expect(await last(reference)).toMatchObject({
    statut: 'a_verifier',
    conflit: expect.stringMatching(/^montant\s: /),
  })
  expect(alarms).toHaveLength(1)
  await read(reference)
  expect(await last(reference)).toMatchObject({ statut: 'accepte', conflit: null })
  const lines = (await journal(reference)).filter(({ action }) => /a_verifier|accepte/.test(action))
  expect(lines).toMatchObject([
    { action: 'paiement.a_verifier', donnees: { conflit: expect.stringMatching(/^montant/) } },
    { action: 'paiement.accepte', donnees: { conflit: null, conflitAvant: expect.any(String) } },
  ])
})

test('the provider taken away: what is open waits, with one alarm a day, and is read once it is back', async () => {
  const reference = await owing.insert()
  payline.payerComme(await pay(reference), 'acceptee')
  const none = paiementsJobs({ ...portal.context, log, prestataire: undefined })
  for (let i = 0; i < 3; i += 1) await none['paiement:lis']?.({ id: (await last(reference)).id })
  expect(alarms).toHaveLength(1)
  expect(alarms[0]).toContain('no provider is configured')
  expect(await last(reference)).toMatchObject({ statut: 'en_cours' })
  await read(reference)
  expect(await last(reference)).toMatchObject({ statut: 'accepte' })
})

test('an attempt that never opened leaves a line, whoever ends it', async () => {
  const reference = await owing.insert()
  payline.addPanne({ nature: 'http_avant', fois: 4, operations: ['doWebPayment'] })
  expect((await family.post(pageOf(reference))).status).toBe(503)
  payline.clearPannes()
  const unopened = async () =>
    (await journal(reference)).filter(({ action }) => action === 'paiement.non-ouvert').length
  expect(await unopened()).toBe(1)
  // Its process ended before it was opened: the job gives it up after two minutes, not before.
  await pay(reference)
  const { id } = await last(reference)
  await base.db
    .updateTable('paiement')
    .set({ statut: 'prepare', jeton: null, adresse: null })
    .where('id', '=', id)
    .execute()
  clock.advance(119_000)
  await read(reference)
  expect(await last(reference)).toMatchObject({ statut: 'prepare' })
  clock.advance(1_000)
  await read(reference)
  await read(reference)
  expect([(await last(reference)).statut, await unopened()]).toEqual(['erreur', 2])
})

test('a decision lowers what is due while the page of payment is open: nobody is led there again', async () => {
  const reference = await owing.insert(2_200)
  await pay(reference)
  await lower(reference, 1_000)
  expect(await shown(pageOf(reference))).toMatch(/Le montant a changé.*demande encore 22,00 €/)
  const refused = await family.post(pageOf(reference))
  expect([refused.status, refused.location]).toEqual([409, null])
  expect(words(refused.text)).toMatch(
    /10,00 €, et non plus 22,00 €.*fermez-la sans payer.*à partir de 10 h 15/,
  )
  clock.advance(16 * 60_000)
  payline.payerComme(await pay(reference), 'acceptee')
  await read(reference)
  expect(await last(reference)).toMatchObject({ statut: 'accepte', montant_cents: 1_000, rang: 2 })
})

test('it was paid all the same: what is too much is said beside what is due, and when nothing is due', async () => {
  const reference = await owing.insert(2_200)
  const token = await pay(reference)
  await lower(reference, 1_000)
  payline.payerComme(token, 'acceptee')
  await read(reference)
  const said = /Vous avez payé 22,00 €\. Vous ne devez que 10,00 €\. Nous devons vous rendre 12,00 €/
  expect(await shown(pageOf(reference))).toMatch(said)
  expect(await shown(`/espace/demandes/${reference}`)).toMatch(said)
  await family.post(`/espace/demandes/${reference}/desistement`)
  const nothing = /Vous ne devez plus rien pour cette demande\. Nous devons vous rendre 22,00 €/
  expect(await shown(pageOf(reference))).toMatch(nothing)
  expect(await shown(`/espace/demandes/${reference}`)).toMatch(nothing)
})

test('reminded five days before and the day after, once each; still payable then, and no more once paid', async () => {
  const reference = await owing.insert()
  await remind(reference)
  clock.set('2027-01-25T10:00:00Z')
  await remind(reference)
  expect(await mailsOf(reference)).toEqual([])
  clock.set('2027-01-26T10:00:00Z')
  for (let i = 0; i < 3; i += 1) await remind(reference)
  expect(await mailsOf(reference)).toEqual(['rappel-de-paiement'])
  clock.set('2027-02-01T10:00:00Z')
  for (let i = 0; i < 3; i += 1) await remind(reference)
  expect(await mailsOf(reference)).toEqual(['rappel-de-paiement', 'paiement-en-retard'])
  family = await portal.usager(EMAIL)
  for (const path of [pageOf(reference), `/espace/demandes/${reference}`])
    expect(await shown(path)).toMatch(
      /La date est passée : il fallait payer jusqu’au dimanche 31 janvier 2027/,
    )
  payline.payerComme(await pay(reference), 'acceptee')
  await read(reference)
  expect(await last(reference)).toMatchObject({ statut: 'accepte' })
})

test('nobody is reminded of what is paid, no more due, or under way', async () => {
  const [paid, withdrawn, underWay] = [await owing.insert(), await owing.insert(), await owing.insert()]
  payline.payerComme(await pay(paid), 'acceptee')
  await read(paid)
  await family.post(`/espace/demandes/${withdrawn}/desistement`)
  await pay(underWay)
  clock.set('2027-01-28T10:00:00Z')
  for (const reference of [paid, withdrawn, underWay]) {
    await remind(reference)
    expect((await mailsOf(reference)).filter((modele) => /rappel|retard/.test(modele))).toEqual([])
  }
})
