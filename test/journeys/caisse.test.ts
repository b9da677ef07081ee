import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caisseCommands } from '../../src/app/caisse-commands.ts'
import { caisseJobs } from '../../src/features/caisse/index.ts'
import { paiementsJobs } from '../../src/features/paiements/index.ts'
import { makeReference } from '../../src/platform/reference/reference.ts'
import { type SimulateurPayline, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const clock = createTestClock('2026-11-23T09:00:00Z')
const EMAIL = 'camille@exemple.fr'
let base: TestDatabase
let payline: SimulateurPayline
let portal: Portal
let usagerId: string
let family: SignedClient
let regie: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  payline = await startSimulateurPayline({ clock, rythmeMs: 0 })
  portal = await startPortal(base.url, { clock, payline: payline.env })
  usagerId = await portal.addUsager(EMAIL)
  family = await portal.usager(EMAIL)
  await portal.addAgent('regie@essai.example', 'regisseur')
  await portal.addAgent('cheffe@essai.example', 'responsable')
})
afterAll(async () => {
  await portal.stop()
  await payline.stop()
  await base.drop()
})

async function owing(): Promise<string> {
  const id = uuidv7()
  const reference = makeReference('pack-rentree', 2026)
  const le = clock.now()
  await base.db
    .insertInto('demande')
    .values({
      ...{ id, reference, usager_id: usagerId, demarche: 'pack-rentree', definition_version: '1' },
      ...{ conditions_generales_version: 1, conditions_version: 1, reponses: '{}', beneficiaires: '' },
      ...{ deposee_le: le, statut: 'deposee', statut_depuis: le },
    })
    .execute()
  await base.db
    .insertInto('montant_du')
    .values({
      ...{ demande_id: id, montant_cents: 2_200, moment: 'depot', gele_le: le, exigible_le: le },
      lignes: JSON.stringify([
        { libelle: 'Carte de transport', pourQui: 'Léa', montantCents: 2_200, etapes: [] },
      ]),
      a_payer_avant: '2027-01-31',
    })
    .execute()
  return reference
}

const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const read = async (client: SignedClient, path: string): Promise<string> => {
  const { status, text } = await client.get(path)
  expect([path, status]).toEqual([path, 200])
  return words(text)
}

/** Opens a page of the provider. @returns its token */
async function begin(reference: string): Promise<string> {
  const { location } = await family.post(`/espace/demandes/${reference}/paiement`)
  return new URL(location ?? '').pathname.split('/').at(-1) ?? ''
}
const look = async (commande: string): Promise<void> => {
  const { id } = await base.db
    .selectFrom('paiement')
    .select('id')
    .where('commande', '=', commande)
    .executeTakeFirstOrThrow()
  await paiementsJobs(portal.context)['paiement:lis']?.({ id })
}
const night = async (): Promise<void> => caisseJobs(portal.context)['caisse:rapproche']?.({})
const compared = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await base.db
        .selectFrom('rapprochement as r')
        .innerJoin('paiement as p', 'p.id', 'r.paiement_id')
        .select(['p.commande', 'r.issue', 'r.nature'])
        .execute()
    ).map(({ commande, issue, nature }) => [commande, nature ?? issue]),
  )

test('a day of the régie: cards and a cheque in the day book, the file, the closing that nothing changes', async () => {
  const [card, cheque] = [await owing(), await owing()]
  payline.payerComme(await begin(card), 'acceptee')
  await look(`${card}-1`)
  regie = await portal.agent('regie@essai.example')
  const wrong = await regie.get(`/agents/caisse/cheques/nouveau?reference=${cheque.slice(0, -1)}A`)
  expect(wrong.status).toBe(422)
  expect(words(wrong.text)).toContain('un caractère manque ou est faux')
  expect(await read(regie, `/agents/caisse/cheques/nouveau?reference=${cheque}`)).toContain('22,00 € à payer')
  const tape = {
    reference: cheque,
    recuLe: '2026-11-23',
    numero: '1234567',
    banque: '=Banque',
    malgreLaCarte: '',
  }
  const other = await regie.post('/agents/caisse/cheques', { ...tape, montant: '20' })
  expect(other.status).toBe(422)
  expect(words(other.text)).toContain('demandez un chèque du montant exact')
  const noted = await regie.post('/agents/caisse/cheques', { ...tape, montant: '22,00' })
  expect(noted.status).toBe(204)
  expect(await read(regie, noted.location ?? '')).toContain('Le chèque est noté')
  const mail = await portal.waitForMail(EMAIL, new RegExp(`paiement.*${cheque}`))
  expect(mail.text).toContain('par chèque')
  const receipt = await portal.attachment(mail, mail.attachments?.[0]?.generatedFileName ?? '')
  expect(receipt.subarray(0, 5).toString()).toBe('%PDF-')

  const book = await read(regie, '/agents/caisse')
  expect(book).toContain('Ce jour n’est pas fini')
  for (const seen of [`${card}-1`, `${cheque}-1`, 'Total Tous 2 44,00 € 0,00 € 44,00 €'])
    expect(book).toContain(seen)
  expect((await regie.post('/agents/caisse/clotures/2026-11-23', { vu: '' })).status).toBe(409)

  clock.set('2026-11-24T08:00:00Z')
  regie = await portal.agent('regie@essai.example')
  expect(await read(regie, '/agents/caisse/clotures')).toContain('À clore : lundi 23 novembre 2026')
  const { text: preview } = await regie.get('/agents/caisse/clotures/2026-11-23/apercu')
  expect(words(preview)).toContain('1 paiement n’a pas été comparé'.replace('1', 'Un'))
  const vu = /name="vu" value="([0-9a-f]{64})"/.exec(preview)?.[1] ?? ''
  expect((await regie.post('/agents/caisse/clotures/2026-11-23', { vu })).status).toBe(204)
  expect((await regie.post('/agents/caisse/clotures/2026-11-23', { vu })).status).toBe(409)
  expect(await read(regie, '/agents/caisse/clotures/2026-11-23')).toContain('Ce jour ne change plus')
  const pdf = await regie.get('/agents/caisse/clotures/2026-11-23/cloture.pdf')
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')

  const head = await portal.agent('cheffe@essai.example')
  expect(await read(head, '/agents/caisse/mois?mois=2026-11')).toContain('Clos 2 44,00 €')
  expect((await head.post('/agents/caisse/clotures/2026-11-23', { vu })).status).toBe(404)
  expect((await head.get('/agents/caisse/fichier?du=2025-01-01&au=2026-11-24')).status).toBe(422)
  expect(await read(head, '/agents/caisse/fichier?du=2026-11-01&au=2026-11-24')).toContain('prêt')
  const csv = (await head.get('/agents/caisse/journal.csv?du=2026-11-01&au=2026-11-24')).text
  expect(csv.split('\r\n').filter((line) => line.includes(';22,00;'))).toHaveLength(2)
  const said = await caisseCommands['caisse:verifie'].run(portal.context, {}, [])
  expect(said[0]).toBe('Les clôtures de la caisse sont telles qu’elles ont été faites.')
})

test('the bank did not pay the cheque: out of the accounts, and the family pays again by card', async () => {
  const cheque = await base.db
    .selectFrom('paiement')
    .select(['id', 'commande'])
    .where('moyen', '=', 'cheque')
    .executeTakeFirstOrThrow()
  const reference = cheque.commande.slice(0, -2)
  const path = `/agents/caisse/cheques/${cheque.id}/impaye`
  expect((await regie.post(path, { motif: '' })).status).toBe(422)
  expect((await regie.post(path, { motif: 'Provision insuffisante' })).status).toBe(204)
  expect(await read(regie, '/agents/caisse')).toMatch(/Chèque impayé.*-22,00 €|Chèque impayé.*−22,00 €/)
  await portal.waitForMail(EMAIL, new RegExp(`chèque.*${reference}`))
  family = await portal.usager(EMAIL)
  expect(await read(family, `/espace/demandes/${reference}/paiement`)).toContain(
    'Votre banque n’a pas payé votre chèque.',
  )
  payline.payerComme(await begin(reference), 'acceptee')
  await look(`${reference}-2`)
  expect(await read(family, `/espace/demandes/${reference}/paiement`)).toMatch(/C’est payé\s:/)
})

test('our book beside Payline’s: what it accepted and we do not hold is red, what cannot be read is never equal', async () => {
  const [refused, lost, unopened] = [await owing(), await owing(), await owing()]
  payline.payerComme(await begin(refused), 'refusee')
  await look(`${refused}-1`)
  // The worst case: opened there though no answer came, over here, and paid.
  payline.addPanne({ nature: 'http_apres', operations: ['doWebPayment'], fois: 4 })
  expect((await family.post(`/espace/demandes/${unopened}/paiement`)).status).toBe(503)
  payline.clearPannes()
  const session = payline.livre().sessions.find(({ reference }) => reference === `${unopened}-1`)
  payline.payerComme(session?.jeton ?? '', 'acceptee')
  const there = payline.livre().transactions.find(({ reference }) => reference === `${unopened}-1`)
  expect(there?.code).toBe('00000')
  await begin(lost)
  clock.set('2026-11-25T03:00:00Z')
  payline.addPanne({ nature: 'http_avant', operations: ['getTransactionDetails'], fois: 1 })
  await night()
  payline.clearPannes()
  const first = await compared()
  expect(Object.values(first)).toContain('illisible')
  clock.advance(86_400_000)
  await night()
  expect(await compared()).toMatchObject({
    [`${refused}-1`]: 'egal',
    [`${unopened}-1`]: 'accepte-sans-nous',
    [`${lost}-1`]: 'egal',
  })
  expect(Object.values(await compared())).not.toContain('illisible')
  regie = await portal.agent('regie@essai.example')
  const page = await regie.get('/agents/caisse/rapprochement?jour=2026-11-24')
  expect(words(page.text)).toMatch(
    /1 écart avec Payline.*Écart.*Payline a accepté ce paiement.*Notre journal l’a pour sans suite/,
  )
  expect(page.text).toMatch(/data-ton="danger"/)
  clock.advance(3_600_000)
  regie = await portal.agent('regie@essai.example')
  // Asked for by hand: by the worker, once however often one presses.
  const asked = await regie.post('/agents/caisse/rapprochement', { jour: '2026-11-24' })
  expect(asked.status).toBe(204)
  expect(await read(regie, asked.location ?? '')).toContain('La comparaison est demandée')
})
