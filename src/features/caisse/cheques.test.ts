import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../platform/db/database.ts'
import { createLog } from '../../platform/log/log.ts'
import { noteSurplusOf, paiementsJobs } from '../paiements/index.ts'
import { type Caisse, openCaisse } from './caisse.fixture.ts'
import type { ChequeTape } from './check-cheque.ts'
import { chequesRecus } from './cheques.query.ts'
import { caisseJobs } from './jobs.ts'
import { journalDuJour } from './journal-de-caisse.query.ts'
import { recordCheque } from './record-cheque.ts'
import { recordImpaye } from './record-impaye.ts'
import { EcritureIntrouvable } from './refusals.ts'

let caisse: Caisse
beforeAll(async () => {
  caisse = await openCaisse()
})
afterAll(() => caisse.base.drop())

const tape = (reference: string, change: Partial<ChequeTape> = {}): ChequeTape => ({
  ...{
    reference,
    montant: '22',
    numero: '1234567',
    banque: 'Banque',
    recuLe: '2026-11-23',
    malgreLaCarte: '',
  },
  ...change,
})
const record = (reference: string, change?: Partial<ChequeTape>) =>
  recordCheque(caisse.deps, caisse.regisseur, tape(reference, change))
const paiementsOf = (id: string) =>
  caisse.base.db
    .selectFrom('paiement')
    .select(['id', 'commande', 'statut', 'moyen', 'impaye', 'en_trop', 'jour_de_caisse'])
    .where('demande_id', '=', id)
    .orderBy('rang')
    .execute()
const mailsOf = (email: string) =>
  caisse.base.db
    .selectFrom('courriel')
    .select(['modele', 'texte', 'pieces_jointes'])
    .where('destinataire', '=', email)
    .orderBy('id')
    .execute()
const journalOf = async (id: string): Promise<string[]> =>
  (
    await caisse.base.db
      .selectFrom('journal')
      .select('action')
      .where('demande_id', '=', id)
      .orderBy('id')
      .execute()
  ).map(({ action }) => action)

test('a cheque pays what is due, is acknowledged with its receipt, and is an entry of today', async () => {
  const due = await caisse.addDue()
  expect(await record(due.reference.toLowerCase().replaceAll('-', ' '))).toHaveProperty('paiementId')
  expect(await paiementsOf(due.id)).toMatchObject([
    { commande: `${due.reference}-1`, statut: 'accepte', moyen: 'cheque', jour_de_caisse: '2026-11-24' },
  ])
  expect(await mailsOf(due.email)).toMatchObject([
    {
      ...{
        modele: 'paiement-recu',
        texte: expect.stringMatching(/par chèque[\s\S]*une fois que votre banque/),
      },
      pieces_jointes: [expect.objectContaining({ document: 'recu-de-paiement' })],
    },
  ])
  expect(await journalOf(due.id)).toEqual(['paiement.accepte'])
  expect(await record(due.reference)).toMatchObject({
    erreurs: { reference: expect.stringMatching(/déjà payée.*par chèque/) },
  })
})

test('two who note the same cheque at once: it is noted once', async () => {
  const due = await caisse.addDue()
  const both = await Promise.all([record(due.reference), record(due.reference)])
  expect(both.filter((one) => 'paiementId' in one)).toHaveLength(1)
  expect(await paiementsOf(due.id)).toHaveLength(1)
})

test('another amount, a démarche that is not theirs, a card under way: nothing is written', async () => {
  const due = await caisse.addDue()
  expect(await record(due.reference, { montant: '20' })).toMatchObject({
    erreurs: { montant: expect.stringMatching(/22,00/) },
  })
  const elsewhere = { ...caisse.regisseur, demarches: ['carte'] }
  expect(await recordCheque(caisse.deps, elsewhere, tape(due.reference))).toMatchObject({
    erreurs: { reference: expect.stringMatching(/Aucune demande/) },
  })
  const id = uuidv7()
  await caisse.base.db
    .insertInto('paiement')
    .values({
      ...{ id, demande_id: due.id, demarche: 'aide', rang: 1, commande: `${due.reference}-1`, retour: id },
      ...{ moyen: 'carte', montant_cents: 2_200, statut: 'en_cours', cree_le: caisse.clock.now() },
    })
    .execute()
  expect(await record(due.reference)).toMatchObject({
    erreurs: { malgreLaCarte: expect.stringMatching(/en cours/) },
  })
  expect(await paiementsOf(due.id)).toHaveLength(1)
  expect(await record(due.reference, { malgreLaCarte: 'oui' })).toHaveProperty('paiementId')
  expect(await paiementsOf(due.id)).toMatchObject([
    { statut: 'en_cours' },
    { commande: `${due.reference}-2`, statut: 'accepte' },
  ])
})

test('the bank did not pay: money goes out once, the demande may be paid again, its person is told kindly', async () => {
  const due = await caisse.addDue()
  await record(due.reference)
  const [paid] = await paiementsOf(due.id)
  const id = paid?.id ?? ''
  const bounce = (motif: string) => recordImpaye(caisse.deps, caisse.regisseur, { id, motif })
  expect(await bounce(' non ')).toMatchObject({ erreur: expect.stringMatching(/pourquoi/) })
  caisse.clock.set('2026-11-26T09:00:00Z')
  await Promise.all([bounce('Provision insuffisante'), bounce('Provision insuffisante')])
  expect(await paiementsOf(due.id)).toMatchObject([{ statut: 'accepte', impaye: true }])
  const { ecritures } = await journalDuJour(caisse.base.db, {
    ...{ demarches: ['aide'], jour: '2026-11-26', apres: undefined },
  })
  expect(ecritures).toMatchObject([
    { genre: 'impaye', montantCents: -2_200, moyen: 'cheque', paiementId: id },
  ])
  expect(await journalOf(due.id)).toEqual(['paiement.accepte', 'paiement.impaye'])
  const [, told] = await mailsOf(due.email)
  expect(told).toMatchObject({ modele: 'cheque-impaye' })
  expect(told?.texte).not.toContain('Provision')
  expect(await record(due.reference)).toHaveProperty('paiementId')
  expect(await paiementsOf(due.id)).toMatchObject([{ impaye: true }, { statut: 'accepte', impaye: false }])
  const elsewhere = { ...caisse.regisseur, demarches: ['carte'] }
  await expect(recordImpaye(caisse.deps, elsewhere, { id, motif: 'Autre motif' })).rejects.toThrow(
    EcritureIntrouvable,
  )
})

/** What a later decision changes of what is due. */
const redecide = (id: string, montantCents: number, exigible = true) =>
  inTransaction(caisse.base.db, async (tx) => {
    const le = caisse.clock.now()
    await tx
      .updateTable('montant_du')
      .set({
        ...{ montant_cents: montantCents, exigible_le: exigible ? le : null },
        ...(exigible ? {} : { a_payer_avant: null }),
        lignes: JSON.stringify([{ libelle: 'Aide', pourQui: null, montantCents, etapes: [] }]),
      })
      .where('demande_id', '=', id)
      .execute()
    await noteSurplusOf(tx, { id, demande_id: id }, le)
  })
const remind = (id: string) => {
  const jobs = paiementsJobs({
    ...{ ...caisse.deps, log: createLog('silent'), catalogue: { find: () => undefined } },
  })
  return jobs['paiement:rappelle']?.({ id })
}
const newsOf = async (id: string) =>
  caisse.base.db
    .selectFrom('notification')
    .select(['genre', 'a_faire', 'faite_le'])
    .where('demande_id', '=', id)
    .orderBy('id')
    .execute()

test('not paid by the bank: nothing of it is given back, and what is due is reminded of', async () => {
  const due = await caisse.addDue()
  await record(due.reference)
  const [paid] = await paiementsOf(due.id)
  await redecide(due.id, 1_000)
  const aRendre = async () =>
    (
      await caisse.base.db
        .selectFrom('paiement')
        .select(['a_rendre_cents'])
        .where('demande_id', '=', due.id)
        .orderBy('rang')
        .execute()
    ).map(({ a_rendre_cents }) => a_rendre_cents)
  expect(await aRendre()).toEqual([1_200])
  await recordImpaye(caisse.deps, caisse.regisseur, { id: paid?.id ?? '', motif: 'Provision insuffisante' })
  expect(await aRendre()).toEqual([0])
  expect((await newsOf(due.id)).at(-1)).toEqual({ genre: 'paiement.impaye', a_faire: true, faite_le: null })
  const before = caisse.clock.now()
  caisse.clock.set('2027-01-28T09:00:00Z')
  await remind(due.id)
  expect((await newsOf(due.id)).at(-1)).toMatchObject({ genre: 'paiement.rappel' })
  caisse.clock.set(before.toISOString())
  await record(due.reference, { montant: '10' })
  expect((await newsOf(due.id)).filter(({ a_faire, faite_le }) => a_faire && !faite_le)).toEqual([])
})

test('not paid by the bank, and no more due: nobody is told to pay again', async () => {
  const due = await caisse.addDue()
  await record(due.reference)
  const [paid] = await paiementsOf(due.id)
  await redecide(due.id, 2_200, false)
  await recordImpaye(caisse.deps, caisse.regisseur, { id: paid?.id ?? '', motif: 'Provision insuffisante' })
  expect((await mailsOf(due.email)).at(-1)?.texte).not.toMatch(/payer de nouveau/)
  expect((await newsOf(due.id)).at(-1)).toMatchObject({ genre: 'paiement.impaye', a_faire: false })
})

test('a later decision grants more: a cheque pays the rest, and each goes back when all is refused', async () => {
  const due = await caisse.addDue()
  await record(due.reference)
  caisse.clock.advance(60_000)
  await redecide(due.id, 3_000)
  expect(await record(due.reference)).toMatchObject({
    erreurs: { montant: expect.stringMatching(/8,00/) },
  })
  expect(await record(due.reference, { montant: '8' })).toHaveProperty('paiementId')
  expect(await record(due.reference, { montant: '8' })).toMatchObject({
    erreurs: { reference: expect.stringMatching(/déjà payée/) },
  })
  await redecide(due.id, 3_000, false)
  const rows = await caisse.base.db
    .selectFrom('paiement')
    .select(['montant_cents', 'a_rendre_cents'])
    .where('demande_id', '=', due.id)
    .orderBy('rang')
    .execute()
  expect(rows.map((row) => [row.montant_cents, row.a_rendre_cents])).toEqual([
    [2_200, 2_200],
    [800, 800],
  ])
})

test('what is written on a cheque goes after ten years, its entry stays', async () => {
  const paiementId = await caisse.addPaiement({ le: '2026-11-24T09:00:00Z' })
  await caisse.base.db
    .updateTable('paiement')
    .set({ autorisation: 'A123' })
    .where('id', '=', paiementId)
    .execute()
  await caisse.addRemboursement(paiementId, 500, '2026-11-25T09:00:00Z')
  const before = await chequesRecus(caisse.base.db, caisse.regisseur, undefined)
  expect(before.cheques.every(({ numero }) => numero === '1234567')).toBe(true)
  const jobs = caisseJobs({ ...caisse.deps, log: createLog('silent'), prestataire: undefined })
  await jobs['caisse:purge']?.({})
  expect(await chequesRecus(caisse.base.db, caisse.regisseur, undefined)).toEqual(before)
  caisse.clock.set('2036-12-01T09:00:00Z')
  await jobs['caisse:purge']?.({})
  const after = await chequesRecus(caisse.base.db, caisse.regisseur, undefined)
  expect(after.cheques).toEqual(before.cheques.map((one) => ({ ...one, numero: null, banque: null })))
  const words = await sql<{
    mot: string | null
  }>`select autorisation as mot from paiement union select motif from remboursement
    union select motif from cheque_impaye`.execute(caisse.base.db)
  expect(new Set(words.rows.map(({ mot }) => mot))).toEqual(new Set([null, 'Effacé au bout de dix ans.']))
})
