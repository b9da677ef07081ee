import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freezeDuOfDepot } from '../../src/features/paiements/freeze-du.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type DemandeQuiDoit, insertOwing } from '../support/owing.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let payline: SimulateurPayline
let portal: Portal
/** Sees the queue, which the application only adds to. */
let owner: pg.Client
let family: SignedClient
let other: SignedClient
let owing: DemandeQuiDoit
let theirs: DemandeQuiDoit

beforeAll(async () => {
  base = await createTestDatabase()
  payline = await startSimulateurPayline({ clock, rythmeMs: 0 })
  portal = await startPortal(base.url, { clock, payline: payline.env, worker: false })
  owner = new pg.Client({ connectionString: base.url })
  await owner.connect()
  owing = insertOwing(base, portal.context, await portal.addUsager('camille@exemple.fr'))
  theirs = insertOwing(base, portal.context, await portal.addUsager('autre@exemple.fr', 'Dominique', 'Autre'))
  family = await portal.usager('camille@exemple.fr')
  other = await portal.usager('autre@exemple.fr')
})
afterAll(async () => {
  await owner.end()
  await portal.stop()
  await payline.stop()
  await base.drop()
})

const pageOf = (reference: string): string => `/espace/demandes/${reference}/paiement`
const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/gu, ' ')
const everything = () => base.db.selectFrom('paiement').selectAll().orderBy('id').execute()
const jobs = async () => {
  const { rows } = await owner.query('select count(*)::int as n from graphile_worker._private_jobs')
  return rows[0]?.n as number
}
async function pay(who: SignedClient, reference: string): Promise<string> {
  const { status, location } = await who.post(pageOf(reference))
  expect(status).toBe(204)
  return new URL(location ?? '').pathname.split('/').at(-1) ?? ''
}
const attemptOf = (reference: string) =>
  base.db
    .selectFrom('paiement')
    .selectAll('paiement')
    .innerJoin('demande', 'demande.id', 'paiement.demande_id')
    .where('demande.reference', '=', reference)
    .orderBy('paiement.rang', 'desc')
    .executeTakeFirstOrThrow()
const visit = async (path: string) => {
  const answer = await fetch(portal.origin + path, { headers: { accept: 'text/html' }, redirect: 'manual' })
  return { status: answer.status, text: words(await answer.text()) }
}

test('ten thousand invented notifications change nothing: no attempt, no job', async () => {
  await pay(family, await owing.insert())
  const before = [await everything(), await jobs()]
  const notify = (token: string) =>
    portal.web.inject({ url: '/paiement/notification', query: { notificationType: 'WEBTRS', token } })
  for (let round = 0; round < 100; round += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => notify(`invente-${round}-${i}`)))
    expect(answers.every(({ statusCode, body }) => statusCode === 200 && body === 'OK')).toBe(true)
  }
  expect([await everything(), await jobs()]).toEqual(before)
}, 60_000)

test('the token of somebody else: the same answer, that payment is read again, and nothing of it is told', async () => {
  const [mine, reference] = [await owing.insert(), await theirs.insert()]
  await pay(family, mine)
  const token = await pay(other, reference)
  const hint = await visit(`/paiement/notification?notificationType=WEBTRS&token=${token}`)
  expect(hint).toEqual({ status: 200, text: 'OK' })
  // The way back of one with the token of another: what is shown is that of the address.
  payline.payerComme(token, 'acceptee')
  const { retour } = await attemptOf(mine)
  const back = await visit(`/paiement/retour/${retour}?token=${token}`)
  expect(back.text).toContain(`${mine}-1`)
  expect(back.text).toContain('Votre paiement est en cours.')
  expect((await attemptOf(reference)).statut).toBe('en_cours')
})

test('the way back of somebody else names nobody, signed in or not; the rest is for whoever owes it', async () => {
  const reference = await theirs.insert()
  payline.payerComme(await pay(other, reference), 'acceptee')
  const { retour, id } = await attemptOf(reference)
  for (const text of [
    (await visit(`/paiement/retour/${retour}`)).text,
    words((await family.get(`/paiement/retour/${retour}`)).text),
  ]) {
    expect(text).toContain('Votre paiement est accepté.')
    expect(text).not.toMatch(/Dominique|Autre|autre@|Léa/)
  }
  expect((await family.get(`/espace/paiements/${id}/recu.pdf`)).status).toBe(404)
  expect((await other.get(`/espace/paiements/${id}/recu.pdf`)).status).toBe(200)
})

test('told again after its end, a payment does not move, and asks for no work', async () => {
  const reference = await owing.insert()
  const token = await pay(family, reference)
  payline.payerComme(token, 'acceptee')
  const { retour } = await attemptOf(reference)
  await visit(`/paiement/retour/${retour}`)
  const before = [await everything(), await jobs()]
  for (let i = 0; i < 20; i += 1) {
    await visit(`/paiement/notification?notificationType=WEBTRS&token=${token}`)
    await visit(`/paiement/retour/${retour}?token=${token}`)
  }
  expect([await everything(), await jobs()]).toEqual(before)
})

const LONG = 'x'.repeat(5_000)
const ODD = [
  '%00',
  '%',
  '%zz',
  '..%2f..',
  LONG,
  '%F0%9F%92%B6',
  '%27%20or%201=1--',
  'PR26-AAAA-AAAA',
  '%E2%80%AE',
]

test.each(ODD)('an address of return « %s » is nobody’s: a page, never a fault', async (odd) => {
  const { status, text } = await visit(`/paiement/retour/${odd}`)
  expect([400, 404, 414]).toContain(status)
  expect(text.length).toBeGreaterThan(50)
})

test.each(ODD)('the demande « %s » owes nothing to whoever asks: a page, never a fault', async (odd) => {
  const before = await everything()
  for (const { status, text } of [await family.get(pageOf(odd)), await family.post(pageOf(odd))]) {
    // A proof is made for the address as the browser writes it: some of these no browser sends.
    expect([400, 401, 404, 414]).toContain(status)
    expect(text).not.toMatch(/stack|select |Error:/)
  }
  expect(await everything()).toEqual(before)
})

test('the demande of somebody else looks like one that does not exist', async () => {
  const reference = await theirs.insert()
  const [there, nowhere] = [await family.get(pageOf(reference)), await family.get(pageOf('PR26-AAAA-AAAA'))]
  expect(there.status).toBe(404)
  expect(words(there.text)).toBe(words(nowhere.text))
  expect((await family.post(pageOf(reference))).status).toBe(404)
  expect(await theirs.attemptsOf(reference)).toEqual([])
})

test('an address of payment that is elsewhere is followed by nobody; the demande is safe, and is paid after', async () => {
  const reference = await owing.insert()
  payline.addPanne({ nature: 'redirection_ailleurs', operations: ['doWebPayment'] })
  const refused = await family.post(pageOf(reference))
  payline.clearPannes()
  expect([refused.status, refused.location]).toEqual([503, null])
  expect(words(refused.text)).toContain('Votre demande est gardée, et rien n’a été débité.')
  expect(await owing.attemptsOf(reference)).toEqual(['erreur'])
  payline.payerComme(await pay(family, reference), 'acceptee')
  const { retour } = await attemptOf(reference)
  await visit(`/paiement/retour/${retour}`)
  expect(await owing.attemptsOf(reference)).toEqual(['erreur', 'accepte'])
})

test('a tariff that changed since: what was frozen is shown, ordered and paid', async () => {
  // Today a card costs 10 €; the day of this dépôt it was 7,77 €.
  const reference = await owing.insert(777)
  expect(words((await family.get(pageOf(reference))).text)).toMatch(/Carte de transport – Léa 7,77 €/)
  const token = await pay(family, reference)
  expect(payline.livre().sessions.find(({ jeton }) => jeton === token)?.montantCents).toBe(777)
  payline.payerComme(token, 'acceptee')
  await visit(`/paiement/retour/${(await attemptOf(reference)).retour}`)
  expect(words((await family.get(`/espace/demandes/${reference}`)).text)).toContain('Payé : 7,77 €.')
})

test.each([
  ['beyond the ceiling', '10000.01 €', /montant_du_borne/],
  ['negative', '-1 €', /gives -1/],
])(
  'a price that nobody could pay (%s) undoes the whole dépôt: nothing is filed without a word',
  async (_what, valeur, said) => {
    const { demarche } = portal.context.catalogue.get('pack-rentree')
    const definition = { ...demarche.formulaire, regles: { prix: { titre: 'Prix', valeur } } } as never
    const ligne = { libelle: 'Carte', regle: 'prix', entrees: {} }
    const paiement = {
      moment: 'depot',
      joursPourPayer: 30,
      chequeALOrdreDe: 'Régie',
      lignes: [ligne],
    } as const
    let reference = ''
    await expect(
      inTransaction(portal.context.db, async (tx) => {
        const filed = await owing.insertDemande(tx)
        reference = filed.reference
        await freezeDuOfDepot(tx, {
          ...{ demandeId: filed.id, usagerId: null, demarche: { paiement }, definition, le: clock.now() },
          ...{ reponses: { racine: {}, groupes: {} }, enLigne: true },
        })
      }),
    ).rejects.toThrow(said)
    const left = await base.db.selectFrom('demande').select('id').where('reference', '=', reference).execute()
    expect([reference, left]).toEqual([expect.stringMatching(/^PR26-/), []])
  },
)
