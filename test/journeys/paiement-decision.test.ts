import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  choixDe,
  type DecisionDePaiement,
  decidePaiement,
  relisPaiement,
  settlePaiement,
} from '../../src/features/paiements/index.ts'
import { aTraiter } from '../../src/features/remboursements/a-traiter.query.ts'
import { requestRemboursement } from '../../src/features/remboursements/request-remboursement.ts'
import type { AgentActor } from '../../src/platform/session/actor.ts'
import { openRegie, type Regie } from '../support/regie.ts'

const motif = 'Vu chez Payline avec la banque.'
let regie: Regie
let rose: AgentActor
let demande: { id: string; reference: string }

beforeAll(async () => {
  regie = await openRegie()
  rose = await regie.insertAgent('Rose')
})
afterAll(() => regie.close())
beforeEach(async () => {
  regie.payline.clearPannes()
  demande = await regie.owing()
})

const decide = (id: string, decision: DecisionDePaiement) =>
  decidePaiement(regie.deps, rose, id, { decision, motif })
const mails = async () =>
  (
    await regie.base.db.selectFrom('courriel').select('modele').where('demande_id', '=', demande.id).execute()
  ).map(({ modele }) => modele)
const same = async () => expect(await regie.ecart()).toEqual({ encaisse: 0, rendu: 0 })
const raison = async (id: string) => {
  const { lignes } = await aTraiter(regie.base.db, rose.demarches, regie.clock.now(), '')
  return lignes.find(({ paiementId }) => paiementId === id)?.raison
}

test('another amount was taken: kept at that amount, acknowledged once, our book is the provider’s', async () => {
  const id = await regie.pay(demande, { priseCents: 2_500 })
  expect(await raison(id)).toBe('conflit')
  expect(await relisPaiement(regie.deps, rose, id)).toMatchObject({
    ...{ montantCents: 2_200, conflit: expect.stringContaining('25,00'), seRegle: undefined },
    lecture: { montantCents: 2_500, etat: 'accepte' },
  })
  await expect(decide(id, 'rien_pris')).rejects.toThrow('not open')
  expect(await decide(id, 'garder')).toBe('accepte')
  expect(await regie.paiement(id)).toMatchObject({
    ...{ statut: 'accepte', montant_cents: 2_500, en_trop: false, decision: 'garder' },
    ...{ decide_par: rose.agentId, a_rendre_cents: 300 },
  })
  expect(await mails()).toEqual(['paiement-recu'])
  await same()
  await expect(decide(id, 'garder')).rejects.toThrow('waits for nobody')
  expect(await mails()).toEqual(['paiement-recu'])
})

test('another amount was taken: given back, through the form of refunds', async () => {
  const id = await regie.pay(demande, { priseCents: 2_500 })
  await decide(id, 'a_rendre')
  expect(await regie.paiement(id)).toMatchObject({
    ...{ statut: 'accepte', montant_cents: 2_500, en_trop: true, a_rendre_cents: 2_500 },
  })
  expect(await mails()).toEqual(['paiement-a-rendre'])
  await same()
  expect(await requestRemboursement(regie.deps, rose, id, { montant: '25', motif, sequence: 1 })).toEqual({})
  await regie.work()
  expect(await regie.rendus(id)).toMatchObject([{ statut: 'fait' }])
  expect(await raison(id)).toBeUndefined()
  await same()
  // The demande is to be paid still: another attempt keeps its place.
  expect(await regie.paiement(await regie.pay(demande))).toMatchObject({ statut: 'accepte', en_trop: false })
})

test('kept, of a demande that was paid meanwhile: it is one too many', async () => {
  await regie.pay(demande)
  const id = await regie.pay(demande, { priseCents: 2_500 })
  await decide(id, 'garder')
  expect(await regie.paiement(id)).toMatchObject({ en_trop: true, a_rendre_cents: 2_500 })
  expect(await mails()).toEqual(['paiement-recu', 'paiement-en-trop'])
  await same()
})

test('a doubt of fraud is decided at the provider’s, and read again', async () => {
  const id = await regie.pay(demande, { carte: 'fraude' })
  expect(await raison(id)).toBe('a-verifier')
  for (const decision of ['garder', 'a_rendre', 'rien_pris'] as const)
    await expect(decide(id, decision)).rejects.toThrow('not open')
  const { transaction_id } = await regie.paiement(id)
  regie.payline.decider(transaction_id ?? '', true)
  expect(await relisPaiement(regie.deps, rose, id)).toMatchObject({ seRegle: 'accepte' })
  expect(await settlePaiement(regie.deps, id)).toBe('accepte')
  expect(await mails()).toEqual(['paiement-recu'])
  await same()
})

test('a doubt that the provider refuses: the person, who was told to wait, is written to', async () => {
  const id = await regie.pay(demande, { carte: 'fraude' })
  regie.payline.decider((await regie.paiement(id)).transaction_id ?? '', false)
  // What a human presses meanwhile gives way to the answer.
  expect(await decide(id, 'rien_pris')).toBe('refuse')
  expect(await regie.paiement(id)).toMatchObject({ statut: 'refuse', decision: null })
  expect(await mails()).toEqual(['paiement-rien-pris'])
  await same()
})

test('a duplicate that took nothing: « rien n’a été pris », and it may be paid again', async () => {
  const id = await regie.pay(demande, { carte: 'code:02001' })
  expect(await regie.paiement(id)).toMatchObject({ statut: 'a_verifier' })
  await expect(decide(id, 'garder')).rejects.toThrow('not open')
  expect(await decide(id, 'rien_pris')).toBe('erreur')
  expect(await mails()).toEqual(['paiement-rien-pris'])
  await same()
})

test('without an answer since a day: a human may end it; before, nobody may', async () => {
  const id = await regie.pay(demande, { carte: 'inconnue' })
  await expect(decide(id, 'rien_pris')).rejects.toThrow('waits for nobody')
  regie.clock.advance(25 * 3_600_000)
  expect(await raison(id)).toBe('sans-reponse')
  expect(await decide(id, 'rien_pris')).toBe('erreur')
})

test('two decisions at once: one', async () => {
  const id = await regie.pay(demande, { priseCents: 2_500 })
  const both = await Promise.allSettled([decide(id, 'garder'), decide(id, 'a_rendre')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await mails()).toHaveLength(1)
})

test('the provider does not answer: nothing is decided', async () => {
  const id = await regie.pay(demande, { priseCents: 2_500 })
  regie.payline.addPanne({ nature: 'http_avant', operations: ['getWebPaymentDetails'] })
  await expect(decide(id, 'garder')).rejects.toThrow('getWebPaymentDetails')
  expect(await regie.paiement(id)).toMatchObject({ statut: 'a_verifier', decision: null })
})

const lu = {
  etat: 'accepte',
  suspect: false,
  autorisation: 'A1',
  transactionId: '1',
  montantCents: 5,
  devise: '978',
} as const
test.each([
  ['accepted', lu, { ouvertes: ['garder', 'a_rendre'] }],
  ['accepted, of another currency', { ...lu, devise: '840' }, { ferme: 'illisible' }],
  ['accepted, of no amount', { ...lu, montantCents: null }, { ferme: 'illisible' }],
  ['accepted, beyond what our book holds', { ...lu, montantCents: 1_000_001 }, { ferme: 'illisible' }],
  ['accepted, and suspected once', { ...lu, suspect: true }, { ouvertes: ['garder', 'a_rendre'] }],
  ['suspected', { ...lu, etat: 'a_verifier', suspect: true }, { ferme: 'doute' }],
  ['authorised, of another kind', { ...lu, etat: 'a_verifier' }, { ouvertes: ['garder', 'a_rendre'] }],
  ['refused', { ...lu, etat: 'refuse', autorisation: null }, { ouvertes: ['rien_pris'] }],
  ['unknown, authorised', { ...lu, etat: 'inconnu' }, { ouvertes: ['garder', 'a_rendre'] }],
  ['unknown', { ...lu, etat: 'inconnu', autorisation: null }, { ouvertes: ['rien_pris'] }],
] as const)('%s: what is left to decide', (_what, lecture, expected) => {
  expect(choixDe(lecture)).toEqual(expected)
})
