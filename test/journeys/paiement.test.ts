import { afterAll, beforeAll, expect, test } from 'vitest'
import { paiementsJobs } from '../../src/features/paiements/index.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertOwing } from '../support/owing.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const clock = createTestClock('2026-11-23T09:00:00Z')
const EMAIL = 'camille@exemple.fr'
let base: TestDatabase
let payline: SimulateurPayline
let portal: Portal
let usagerId: string
let family: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  payline = await startSimulateurPayline({ clock, rythmeMs: 0 })
  portal = await startPortal(base.url, { clock, payline: payline.env })
  usagerId = await portal.addUsager(EMAIL)
  family = await portal.usager(EMAIL)
})
afterAll(async () => {
  await portal.stop()
  await payline.stop()
  await base.drop()
})

/** A demande of the family that owes 22 €. @returns its reference */
const owing = () => insertOwing(base, portal.context, usagerId).insert()

const pageOf = (reference: string): string => `/espace/demandes/${reference}/paiement`

/** Presses « payer ». @returns the token of the page that one is led to */
async function pay(reference: string): Promise<string> {
  const { status, location } = await family.post(pageOf(reference))
  expect(status).toBe(204)
  const url = new URL(location ?? '')
  expect(url.origin).toBe(payline.origin)
  return url.pathname.split('/').at(-1) ?? ''
}

const attempts = (reference: string) =>
  base.db
    .selectFrom('paiement')
    .innerJoin('demande', 'demande.id', 'paiement.demande_id')
    .select([
      'paiement.id',
      'paiement.commande',
      'paiement.statut',
      'paiement.retour',
      'paiement.en_trop',
      'paiement.conflit',
    ])
    .where('demande.reference', '=', reference)
    .orderBy('rang')
    .execute()

const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/gu, ' ')
/** Comes back as a browser does, signed in nowhere. */
const comeBack = async (retour: string): Promise<{ text: string; refresh: string | null }> => {
  const answer = await fetch(retour, { headers: { accept: 'text/html' } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return { text: words(await answer.text()), refresh: answer.headers.get('refresh') }
}
const look = async (reference: string): Promise<void> => {
  for (const { id } of await attempts(reference))
    await paiementsJobs(portal.context)['paiement:lis']?.({ id })
}

test('paid: told at once on the way back, receipt by mail and in the space, nothing to pay again', async () => {
  const reference = await owing()
  const before = await family.get(pageOf(reference))
  expect(words(before.text)).toMatch(/webpayment\.payline\.com.*Payer 22,00 € sur Payline/)
  const token = await pay(reference)
  const { retour } = payline.payerComme(token, 'acceptee')
  // The address says nothing of anybody.
  expect(retour).toMatch(new RegExp(`^${portal.origin}/paiement/retour/[\\w-]{24}\\?token=${token}$`))
  const back = await comeBack(retour ?? '')
  expect(back.text).toContain('Votre paiement est accepté.')
  expect(back.text).not.toMatch(/Camille|Martin|Léa/)
  const mail = await portal.waitForMail(EMAIL, new RegExp(`paiement.*${reference}`))
  const receipt = await portal.attachment(mail, mail.attachments?.[0]?.generatedFileName ?? '')
  expect(receipt.subarray(0, 5).toString()).toBe('%PDF-')
  const [paid] = await attempts(reference)
  const mine = await family.get(`/espace/paiements/${paid?.id}/recu.pdf`)
  expect(mine.bytes.equals(receipt)).toBe(true)
  expect((await family.post(pageOf(reference))).status).toBe(409)
  expect(words((await family.get(pageOf(reference))).text)).toContain('C’est payé : 22,00 €.')
})

test('a double click, a second tab, the way back: one page of the provider, paid once', async () => {
  const reference = await owing()
  const answers = await Promise.all(Array.from({ length: 6 }, () => family.post(pageOf(reference))))
  // Whoever comes while the page is being opened is asked to come back; nobody is led to another page.
  expect(answers.every(({ status }) => status === 204 || status === 503)).toBe(true)
  const token = await pay(reference)
  for (const { location } of answers) if (location) expect(location).toContain(token)
  expect(await pay(reference)).toBe(token)
  payline.payerComme(token, 'acceptee')
  expect(payline.payerComme(token, 'acceptee').reglement).not.toBe('fait')
  await look(reference)
  expect(await attempts(reference)).toMatchObject([{ statut: 'accepte', en_trop: false }])
})

test.each([
  ['refusee', 'refuse', 'n’a pas accepté ce paiement'],
  ['annuler', 'annule', 'Vous avez arrêté le paiement'],
  ['abandon_3ds', 'annule', 'Vous avez arrêté le paiement'],
  ['erreur', 'erreur', 'n’a pas pu se faire'],
] as const)(
  '%s: the demande is safe, and another attempt has its own reference',
  async (geste, statut, phrase) => {
    const reference = await owing()
    const { retour } = payline.payerComme(await pay(reference), geste)
    const back = await comeBack(retour ?? '')
    expect(back.text).toContain(phrase)
    expect(back.text).toContain('Votre demande est conservée.')
    payline.payerComme(await pay(reference), 'acceptee')
    await look(reference)
    expect((await attempts(reference)).map((a) => [a.commande, a.statut])).toEqual([
      [`${reference}-1`, statut],
      [`${reference}-2`, 'accepte'],
    ])
  },
)

test('a lost return and no notification: the job finds it; while nothing is known the page asks again by itself', async () => {
  const reference = await owing()
  payline.payerComme(await pay(reference), 'lente')
  const [open] = await attempts(reference)
  const waiting = await comeBack(`${portal.origin}/paiement/retour/${open?.retour}`)
  expect(waiting).toMatchObject({ text: expect.stringContaining('rien n’est perdu'), refresh: '5' })
  clock.advance(3 * 60_000)
  await look(reference)
  expect(await attempts(reference)).toMatchObject([{ statut: 'accepte' }])
})

test('a page that was left: expired, then paid again', async () => {
  const reference = await owing()
  await pay(reference)
  // What became of it comes first: as long as the provider does not say, nothing else begins.
  payline.addPanne({ nature: 'http_avant', operations: ['getWebPaymentDetails'] })
  clock.advance(20 * 60_000)
  family = await portal.usager(EMAIL)
  const refused = await family.post(pageOf(reference))
  expect(refused.status).toBe(503)
  expect(words(refused.text)).toContain('Votre demande est gardée')
  payline.clearPannes()
  const token = await pay(reference)
  payline.payerComme(token, 'acceptee')
  await look(reference)
  expect((await attempts(reference)).map(({ statut }) => statut)).toEqual(['expire', 'accepte'])
})

test('a doubt of fraud, another amount, an unknown code: never an end, a human looks', async () => {
  const [doubt, other, unknown] = [await owing(), await owing(), await owing()]
  payline.payerComme(await pay(doubt), 'fraude')
  payline.payerComme(await pay(unknown), 'inconnue')
  payline.addPanne({ nature: 'mauvais_montant', operations: ['getWebPaymentDetails'] })
  payline.payerComme(await pay(other), 'acceptee')
  await look(other)
  await look(doubt)
  await look(unknown)
  expect(await attempts(doubt)).toMatchObject([{ statut: 'a_verifier' }])
  expect(await attempts(other)).toMatchObject([
    { statut: 'a_verifier', conflit: expect.stringMatching(/montant/) },
  ])
  expect(await attempts(unknown)).toMatchObject([{ statut: 'en_cours' }])
  payline.clearPannes()
  // Nothing is paid meanwhile.
  expect((await family.post(pageOf(doubt))).status).toBe(503)
  await look(other)
  expect(await attempts(other)).toMatchObject([{ statut: 'accepte' }])
})

test('a refusal, then another card on the same page: the money that was taken after all pays the demande', async () => {
  const reference = await owing()
  const token = await pay(reference)
  payline.addPanne({ nature: 'code_inconnu', code: '01121', operations: ['getWebPaymentDetails'] })
  payline.payerComme(token, 'acceptee')
  await look(reference)
  expect(await attempts(reference)).toMatchObject([{ statut: 'refuse' }])
  payline.clearPannes()
  await fetch(`${portal.origin}/paiement/notification?notificationType=WEBTRS&token=${token}`)
  await expect.poll(async () => (await attempts(reference))[0]?.statut, { timeout: 10_000 }).toBe('accepte')
  const told = await base.db
    .selectFrom('journal')
    .innerJoin('demande', 'demande.id', 'journal.demande_id')
    .select('action')
    .where('reference', '=', reference)
    .where('action', 'in', ['paiement.refuse', 'paiement.accepte'])
    .orderBy('journal.id')
    .execute()
  expect(told.map(({ action }) => action)).toEqual(['paiement.refuse', 'paiement.accepte'])
})

test('the provider does not answer: the demande is safe, nothing is open, and it may be tried again', async () => {
  const reference = await owing()
  payline.addPanne({ nature: 'http_avant', fois: 4, operations: ['doWebPayment'] })
  const refused = await family.post(pageOf(reference))
  expect(refused.status).toBe(503)
  expect(words(refused.text)).toContain('Votre demande est gardée')
  payline.clearPannes()
  payline.payerComme(await pay(reference), 'acceptee')
  await look(reference)
  expect((await attempts(reference)).map(({ statut }) => statut)).toEqual(['erreur', 'accepte'])
})

test('malformed and replayed notifications change nothing, and are answered at once', async () => {
  const reference = await owing()
  const token = await pay(reference)
  const before = await attempts(reference)
  const notify = (token: string) =>
    fetch(`${portal.origin}/paiement/notification?notificationType=WEBTRS&token=${encodeURIComponent(token)}`)
  for (const odd of ['', 'x'.repeat(5_000), '\u0000', "' or 1=1"])
    expect([200, 400]).toContain((await notify(odd)).status)
  expect(await attempts(reference)).toEqual(before)
  payline.payerComme(token, 'acceptee')
  await Promise.all(Array.from({ length: 30 }, () => notify(token)))
  await expect.poll(async () => (await attempts(reference))[0]?.statut, { timeout: 10_000 }).toBe('accepte')
  const mails = await portal.mailsTo(EMAIL)
  await Promise.all(Array.from({ length: 30 }, () => notify(token)))
  await look(reference)
  expect(
    (await portal.mailsTo(EMAIL)).filter(({ subject }) => subject.includes(reference)).length,
  ).toBeLessThanOrEqual(1)
  expect(mails.length).toBeGreaterThan(0)
})

test('somebody else’s demande, one that owes nothing, an unknown return: the same page', async () => {
  const reference = await owing()
  await portal.addUsager('autre@exemple.fr', 'Dominique', 'Autre')
  const other = await portal.usager('autre@exemple.fr')
  expect((await other.get(pageOf(reference))).status).toBe(404)
  expect((await other.post(pageOf(reference))).status).toBe(404)
  expect((await fetch(`${portal.origin}/paiement/retour/${'x'.repeat(24)}`)).status).toBe(404)
})
