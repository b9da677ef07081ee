import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideDu, paiementsJobs } from '../../src/features/paiements/index.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { parisDay } from '../../src/platform/legal-clock/paris.ts'
import { makeReference } from '../../src/platform/reference/reference.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const EMAIL = 'camille@exemple.fr'
let base: TestDatabase
let payline: SimulateurPayline
let portal: Portal
let usagerId: string
let family: SignedClient
let rose: SignedClient
let noe: SignedClient
let cheffe: SignedClient
let instructeur: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  payline = await startSimulateurPayline({ rythmeMs: 0 })
  portal = await startPortal(base.url, { payline: payline.env })
  usagerId = await portal.addUsager(EMAIL)
  family = await portal.usager(EMAIL)
  const agents = [
    ['rose@essai.example', 'regisseur'],
    ['noe@essai.example', 'regisseur'],
    ['cheffe@essai.example', 'responsable'],
    ['instructeur@essai.example', 'instructeur'],
  ] as const
  for (const [email, role] of agents) await portal.addAgent(email, role)
  rose = await portal.agent('rose@essai.example')
  noe = await portal.agent('noe@essai.example')
  cheffe = await portal.agent('cheffe@essai.example')
  instructeur = await portal.agent('instructeur@essai.example')
})
afterAll(async () => {
  await portal.stop()
  await payline.stop()
  await base.drop()
})

const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const read = async (who: SignedClient, path: string): Promise<string> => {
  const { status, text } = await who.get(path)
  expect([path, status]).toEqual([path, 200])
  return words(text)
}

/** A demande of the family that owes an amount. */
async function owing(montantCents: number) {
  const id = uuidv7()
  const reference = makeReference('pack-rentree', 2026)
  const le = new Date()
  const { version } = await base.db
    .selectFrom('version_publiee')
    .select('version')
    .where('demarche', '=', 'pack-rentree')
    .executeTakeFirstOrThrow()
  await base.db
    .insertInto('demande')
    .values({
      ...{ id, reference, usager_id: usagerId, demarche: 'pack-rentree', definition_version: version },
      ...{ conditions_generales_version: 1, conditions_version: 1, beneficiaires: '' },
      ...{ reponses: JSON.stringify({ racine: {}, groupes: {} }) },
      ...{ deposee_le: le, statut: 'deposee', statut_depuis: le },
    })
    .execute()
  const lignes = [{ libelle: 'Carte de transport', pourQui: 'Léa', montantCents, etapes: [] }]
  await base.db
    .insertInto('montant_du')
    .values({
      ...{ demande_id: id, montant_cents: montantCents, lignes: JSON.stringify(lignes) },
      ...{ moment: 'depot', gele_le: le, exigible_le: le, a_payer_avant: '2030-01-31' },
    })
    .execute()
  return { id, reference }
}

/** The same, paid on line. */
async function paid(montantCents: number) {
  const { id, reference } = await owing(montantCents)
  const { location } = await family.post(`/espace/demandes/${reference}/paiement`)
  const token = new URL(location ?? '').pathname.split('/').at(-1) ?? ''
  const attempt = await base.db
    .selectFrom('paiement')
    .select('id')
    .where('demande_id', '=', id)
    .executeTakeFirstOrThrow()
  const settle = async () => {
    payline.payerComme(token, 'acceptee')
    await paiementsJobs(portal.context)['paiement:lis']?.({ id: attempt.id })
  }
  return { id, reference, paiement: attempt.id, page: `/agents/caisse/paiements/${attempt.id}`, settle }
}

const rendus = (paiementId: string) =>
  base.db
    .selectFrom('remboursement')
    .select(['id', 'sequence', 'statut', 'montant_cents'])
    .where('paiement_id', '=', paiementId)
    .orderBy('sequence')
    .execute()
const done = (paiementId: string, count: number) =>
  expect
    .poll(async () => (await rendus(paiementId)).filter(({ statut }) => statut === 'fait').length, {
      timeout: 10_000,
    })
    .toBe(count)

test('refused after it was paid: seen, given back in part, told; the person, the counter and the régie read it', async () => {
  const { id, reference, paiement, page, settle } = await paid(2_200)
  await settle()
  expect(await read(rose, '/agents/caisse/a-traiter')).not.toContain(reference)
  await inTransaction(base.db, (tx) =>
    decideDu(tx, portal.context, {
      ...{ demandeId: id, le: new Date(), issue: { accorde: false } },
      demarche: portal.context.catalogue.get('pack-rentree').demarche,
    }),
  )
  const waiting = await read(rose, '/agents/caisse/a-traiter')
  expect(waiting).toMatch(new RegExp(`${reference}-1 Trop payé, à rendre 22,00 €.*depuis moins d’un jour`))
  expect(words((await rose.get('/agents/caisse')).text)).toMatch(/Caisse 1 à traiter/)
  const shown = await rose.get(page)
  // The régisseur reads who pays and for what, and enters no demande.
  expect(words(shown.text)).toMatch(/Qui paie Camille Martin.*Carte de transport – Léa 22,00 €/)
  expect(shown.text).not.toContain(`href="/agents/demandes/`)
  expect((await rose.get(`/agents/demandes/${reference}`)).status).toBe(404)
  expect(shown.text).toContain('value="22,00"')
  expect(await read(cheffe, page)).not.toContain('Rendre ce montant')

  const typed = { sequence: '1', montant: '22,01', motif: 'Vous avez retiré votre demande.' }
  const beyond = await rose.post(`${page}/remboursements`, typed)
  expect(beyond.status).toBe(422)
  expect(beyond.text).toMatch(/href="#montant"/)
  expect(beyond.text).toContain('value="22,01"')
  expect(words(beyond.text)).toMatch(/Écrivez 22,00 € au plus/)
  expect((await cheffe.post(`${page}/remboursements`, typed)).status).toBe(404)
  expect((await instructeur.get(page)).status).toBe(404)

  const right = { ...typed, montant: '12,50' }
  const clicks = await Promise.all([rose, rose, rose].map((who) => who.post(`${page}/remboursements`, right)))
  expect(clicks.map(({ status }) => status)).toEqual([204, 204, 204])
  expect((await noe.post(`${page}/remboursements`, right)).status).toBe(409)
  await done(paiement, 1)
  expect(await rendus(paiement)).toHaveLength(1)

  const mail = await portal.waitForMail(EMAIL, /remboursons/)
  expect(mail.subject).not.toMatch(/Camille|Martin|Léa/)
  expect(mail.text.replaceAll(/\s+/g, ' ')).toMatch(
    /12,50 € : c’est une partie \(sur 22,00 €\).*Vous avez retiré votre demande\..*3 à 10 jours/,
  )
  const mine = await read(family, `/espace/demandes/${reference}/paiement`)
  expect(mine).toMatch(/Ce que nous vous rendons.*12,50 €.*rendus.*Vous avez retiré votre demande\./)
  expect(await read(family, `/espace/demandes/${reference}`)).toContain('Nous vous avons rendu 12,50 €.')
  expect(await read(family, '/espace/notifications')).toContain('Nous vous remboursons.')
  const counter = await read(instructeur, `/agents/demandes/${reference}`)
  expect(counter).toMatch(/Paiement .*Payé : 22,00 €, par carte.*Remboursé : 12,50 €.*affaire du régisseur/)
  expect(counter).toContain('Remboursement fait')
  expect(await read(rose, '/agents/caisse/a-traiter')).toMatch(/Trop payé, à rendre 9,50 €/)
})

test('above 100 €: another person approves; whoever asked cannot, and whoever answers no says why', async () => {
  const { paiement, page, settle, reference } = await paid(25_000)
  await settle()
  const ask = (sequence: string) =>
    rose.post(`${page}/remboursements`, { sequence, montant: '250', motif: 'La carte n’a jamais été faite.' })
  expect((await ask('1')).status).toBe(204)
  const [first] = await rendus(paiement)
  const of = (id: string | undefined, act: string) => `/agents/caisse/remboursements/${id}/${act}`
  expect(await read(rose, page)).toMatch(/vous ne pouvez pas le valider/)
  const own = await rose.post(of(first?.id, 'validation'))
  expect(own.status).toBe(409)
  expect(words(own.text)).toContain('Une autre personne doit valider')
  expect((await instructeur.post(of(first?.id, 'validation'))).status).toBe(404)
  expect((await noe.post(of(first?.id, 'refus'), { motif: 'non' })).status).toBe(422)
  expect(
    (await noe.post(of(first?.id, 'refus'), { motif: 'Il faut d’abord appeler la famille.' })).status,
  ).toBe(204)
  expect(await read(rose, page)).toMatch(/Refusé.*Il faut d’abord appeler la famille\./)
  expect((await ask('2')).status).toBe(204)
  const [, second] = await rendus(paiement)
  expect(await read(cheffe, page)).toContain('Valider et rendre 250,00 €')
  expect((await cheffe.post(of(second?.id, 'validation'))).status).toBe(204)
  await done(paiement, 1)
  expect(await rendus(paiement)).toMatchObject([
    { sequence: 1, statut: 'refuse' },
    { sequence: 2, statut: 'fait', montant_cents: 25_000 },
  ])
  const found = await read(noe, `/agents/caisse/paiements?q=${reference.toLowerCase()}`)
  expect(found).toContain(`${reference}-1`)
  expect(await read(noe, `/agents/caisse/paiements?q=${reference}-1`)).toContain('250,00 €')
})

test('paid by cheque, then refused: given back by a transfer that the régisseur notes, and nothing is owed any more', async () => {
  const { id, reference } = await owing(2_200)
  const noted = await rose.post('/agents/caisse/cheques', {
    ...{ reference, montant: '22', numero: '42', banque: 'Banque', recuLe: parisDay(new Date()) },
  })
  expect(noted.status).toBe(204)
  await inTransaction(base.db, (tx) =>
    decideDu(tx, portal.context, {
      ...{ demandeId: id, le: new Date(), issue: { accorde: false } },
      demarche: portal.context.catalogue.get('pack-rentree').demarche,
    }),
  )
  const mine = `/espace/demandes/${reference}/paiement`
  expect(await read(family, mine)).toContain('Nous devons vous rendre 22,00 €.')
  const { id: paiement } = await base.db
    .selectFrom('paiement')
    .select('id')
    .where('demande_id', '=', id)
    .executeTakeFirstOrThrow()
  const page = `/agents/caisse/paiements/${paiement}`
  expect(await read(rose, page)).toMatch(/Le chèque se rend par virement, que vous faites hors de ce portail/)
  const asked = { sequence: '1', montant: '22', motif: 'Votre demande a été refusée.' }
  expect((await rose.post(`${page}/remboursements`, asked)).status).toBe(204)
  expect(await read(rose, page)).toMatch(/N° 1 : 22,00 € À faire par virement.*Virement fait/)
  expect(await read(rose, '/agents/caisse/a-traiter')).toMatch(new RegExp(`${reference}-1 Virement à faire`))
  expect(await read(family, mine)).toMatch(/le remboursement est en cours.*par virement, sur le compte/)
  const [order] = await rendus(paiement)
  const act = `/agents/caisse/remboursements/${order?.id}/virement`
  const long = await rose.post(act, { reference: 'V'.repeat(61) })
  expect(long.status).toBe(422)
  expect(long.text).toMatch(/href="#reference"/)
  expect((await cheffe.post(act, { reference: 'V1' })).status).toBe(404)
  const clicks = await Promise.all([rose, rose, rose].map((who) => who.post(act, { reference: 'V1' })))
  expect(clicks.map(({ status }) => status)).toEqual([204, 204, 204])
  expect(await read(rose, page)).toMatch(/N° 1 : 22,00 € Fait.*Référence du virement : V1\./)
  const after = await read(family, mine)
  expect(after).toMatch(/22,00 € du paiement .* rendus le/)
  expect(after).not.toContain('Nous devons vous rendre')
  expect(after).not.toContain('sur la carte')
  expect(await read(rose, '/agents/caisse/a-traiter')).not.toContain(reference)
  expect(await read(rose, '/agents/caisse')).toMatch(/Remboursement .*Virement/)
})

test('another amount than ordered: read again beside the order, kept with a reason, acknowledged', async () => {
  const { paiement, page, settle, reference } = await paid(2_200)
  await base.db.updateTable('paiement').set({ montant_cents: 2_000 }).where('id', '=', paiement).execute()
  await settle()
  expect(await read(rose, '/agents/caisse/a-traiter')).toMatch(
    new RegExp(`${reference}-1 Paiement différent de la commande`),
  )
  const again = await rose.post(`${page}/relecture`)
  expect(again.location).toBe(`${page}/decision`)
  expect(await read(rose, `${page}/decision`)).toMatch(/Montant 20,00 € 22,00 €/)
  expect((await cheffe.get(`${page}/decision`)).status).toBe(404)
  const empty = await rose.post(`${page}/decision`, { motif: 'non' })
  expect(empty.status).toBe(422)
  expect(words(empty.text)).toMatch(/2 points sont à corriger/)
  const kept = { decision: 'garder', motif: 'La banque confirme 22 €.' }
  expect((await rose.post(`${page}/decision`, kept)).status).toBe(204)
  expect((await rose.post(`${page}/decision`, kept)).status).toBe(409)
  await portal.waitForMail(EMAIL, new RegExp(`Accusé de réception de votre paiement.*${reference}`))
  expect(await read(rose, page)).toMatch(/Montant 22,00 €.*Gardé, par .* : La banque confirme 22 €\./)
  const ours = await base.db
    .selectFrom('paiement')
    .select((eb) => eb.fn.sum('montant_cents').as('somme'))
    .where('statut', '=', 'accepte')
    .where('moyen', '=', 'carte')
    .executeTakeFirstOrThrow()
  expect(Number(ours.somme)).toBe(payline.livre().totaux.encaisseCents)
})

test('a sensitive act asks for the password again after five minutes', async () => {
  const { page, settle } = await paid(2_200)
  await settle()
  const past = new Date(Date.now() - 6 * 60_000)
  await base.db
    .updateTable('session')
    .set({ prouvee_le: past })
    .where('agent_id', 'in', (eb) =>
      eb.selectFrom('agent').select('id').where('email', '=', 'noe@essai.example'),
    )
    .execute()
  const asked = { sequence: '1', montant: '5', motif: 'Une raison simple.' }
  expect((await noe.post(`${page}/remboursements`, asked)).status).toBe(401)
})
