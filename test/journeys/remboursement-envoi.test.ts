import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aTraiter } from '../../src/features/remboursements/a-traiter.query.ts'
import { closeExpired } from '../../src/features/remboursements/close-expired.ts'
import { requestRemboursement } from '../../src/features/remboursements/request-remboursement.ts'
import {
  abandonRemboursement,
  resendRemboursement,
} from '../../src/features/remboursements/resolve-remboursement.ts'
import { markEnvoye, sendRemboursement } from '../../src/features/remboursements/send-remboursement.ts'
import type { AgentActor } from '../../src/platform/session/actor.ts'
import { type Panne, startSimulateurPayline } from '../../src/simulateur-payline/index.ts'
import { openRegie, providerOf, type Regie } from '../support/regie.ts'

const MINUTE = 60_000
const MOTIF = 'Vous avez retiré cette option.'
let regie: Regie
let rose: AgentActor
let paiementId: string

beforeAll(async () => {
  regie = await openRegie()
  rose = await regie.insertAgent('Rose')
})
afterAll(() => regie.close())
beforeEach(async () => {
  regie.payline.clearPannes()
  regie.log.length = 0
  paiementId = await regie.pay(await regie.owing())
})

const ask = async (montant: string, sequence = 1): Promise<string> => {
  expect(
    await requestRemboursement(regie.deps, rose, paiementId, { montant, motif: MOTIF, sequence }),
  ).toEqual({})
  return (await regie.rendus(paiementId)).at(-1)?.id ?? ''
}
const states = async () =>
  (await regie.rendus(paiementId)).map(({ sequence, montant_cents, operation, statut }) => [
    sequence,
    montant_cents,
    operation,
    statut,
  ])
const sent = () =>
  regie.payline
    .livre()
    .transactions.filter(({ nature, origine }) => nature !== 'paiement' && origine !== null)
const mine = async () => {
  const { transaction_id } = await regie.paiement(paiementId)
  return sent().filter(({ origine }) => origine === transaction_id)
}
const mails = async () => {
  const { demande_id } = await regie.paiement(paiementId)
  return regie.base.db
    .selectFrom('courriel')
    .select(['modele', 'sujet', 'texte'])
    .where('demande_id', '=', demande_id)
    .where('modele', '=', 'remboursement-fait')
    .execute()
}
const same = async () => expect(await regie.ecart()).toEqual({ encaisse: 0, rendu: 0 })
/** The clock goes on until nothing waits but a human. */
const settle = async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    await regie.work()
    regie.clock.advance(6 * MINUTE)
  }
}

test('the whole before remittance: cancelled, written, told once, however often the job runs', async () => {
  const id = await ask('22')
  await regie.work()
  expect(await states()).toEqual([[1, 2200, 'annulation', 'fait']])
  await sendRemboursement(regie.deps, id)
  await Promise.all([sendRemboursement(regie.deps, id), sendRemboursement(regie.deps, id)])
  expect(await mine()).toMatchObject([{ nature: 'annulation' }])
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail?.texte).toContain(MOTIF)
  expect(mail?.texte.replaceAll(/\s/g, ' ')).toContain('Nous vous rendons 22,00 € : c’est la totalité')
  expect(mail?.sujet).not.toMatch(/Camille|Dupont/)
  await same()
})

test('the whole after remittance: too late to cancel, refunded', async () => {
  regie.payline.remettre()
  await ask('22,00')
  await regie.work()
  expect(await states()).toEqual([[1, 2200, 'remboursement', 'fait']])
  expect(await mine()).toMatchObject([{ nature: 'restitution', sequence: '1' }])
  await same()
})

test('a part, then the rest: two refunds, each with its number, of equal amounts the same day', async () => {
  await ask('11', 1)
  await regie.work()
  await ask('11', 2)
  await regie.work()
  expect(await states()).toEqual([
    [1, 1100, 'remboursement', 'fait'],
    [2, 1100, 'remboursement', 'fait'],
  ])
  expect((await mine()).map(({ sequence }) => sequence)).toEqual(['1', '2'])
  expect((await regie.paiement(paiementId)).a_rendre_cents).toBe(0)
  await same()
})

const LOST: readonly [string, Omit<Panne, 'operations'>, boolean][] = [
  ['a time-out before the money moves', { nature: 'delai_avant', fois: 1 }, false],
  ['a time-out after the money moved', { nature: 'delai_apres', fois: 1 }, true],
  ['a 503 before', { nature: 'http_avant', fois: 1 }, false],
  ['a 503 after', { nature: 'http_apres', fois: 1 }, true],
  ['half an answer', { nature: 'xml_malforme', fois: 1 }, true],
  ['a page of maintenance', { nature: 'html', fois: 1 }, true],
  ['a code that nobody knows', { nature: 'code_inconnu', fois: 1 }, true],
]
test.each(
  LOST.flatMap(([what, panne, moved]) =>
    (['doRefund', 'doReset'] as const).map((operation) => [what, operation, panne, moved] as const),
  ),
)('%s of %s: read, never sent again by itself', async (_what, operation, panne, moved) => {
  regie.payline.addPanne({ ...panne, operations: [operation] })
  const id = await ask(operation === 'doReset' ? '22' : '5,50')
  await regie.work()
  expect(await states()).toMatchObject([[1, expect.any(Number), expect.any(String), 'envoye']])
  // Too early to tell: the answer may still be on its way.
  await regie.work()
  expect((await regie.rendus(paiementId))[0]?.lectures).toBe(0)
  await settle()
  const [row] = await regie.rendus(paiementId)
  expect(row?.statut).toBe(moved ? 'fait' : 'incertain')
  expect(await mine()).toHaveLength(moved ? 1 : 0)
  expect(regie.log.some((line) => line.includes('"alarme":"remboursement"'))).toBe(!moved)
  expect(await mails()).toHaveLength(moved ? 1 : 0)
  await same()
  if (moved) return
  await resendRemboursement(regie.deps, rose, id)
  await settle()
  expect((await regie.rendus(paiementId)).map(({ statut, sequence }) => [statut, sequence])).toEqual([
    ['fait', 1],
  ])
  expect(await mine()).toHaveLength(1)
  expect(await mails()).toHaveLength(1)
  await same()
})

test('killed between the mark and the call: nothing is sent, a human is called, then sends it', async () => {
  const id = await ask('7')
  await markEnvoye(regie.deps, id)
  await settle()
  expect(await states()).toEqual([[1, 700, 'remboursement', 'incertain']])
  expect(await mine()).toEqual([])
  await resendRemboursement(regie.deps, rose, id)
  await regie.work()
  expect(await states()).toEqual([[1, 700, 'remboursement', 'fait']])
  await same()
})

test('killed between the call and the end: found by reading', async () => {
  const id = await ask('7')
  const ouvert = await markEnvoye(regie.deps, id)
  if (typeof ouvert !== 'object') throw new Error('not marked')
  await regie.deps.prestataire?.refund({
    ...{
      transactionId: ouvert.paiement.transaction_id ?? '',
      montantCents: 700,
      sequence: 1,
      commentaire: '',
    },
  })
  await settle()
  expect(await states()).toEqual([[1, 700, 'remboursement', 'fait']])
  expect(await mine()).toHaveLength(1)
  await same()
})

test('the provider is down: nothing was asked, it leaves when it is back', async () => {
  const there = regie.deps.prestataire
  const closed = await startSimulateurPayline({ rythmeMs: 0 })
  await closed.stop()
  regie.deps.prestataire = providerOf(closed)
  const id = await ask('7')
  await regie.work()
  expect(await regie.rendus(paiementId)).toMatchObject([{ statut: 'a_envoyer', envoye_le: null }])
  regie.deps.prestataire = there
  await sendRemboursement(regie.deps, id)
  expect(await states()).toEqual([[1, 700, 'remboursement', 'fait']])
  await same()
})

test('uncertain, and found when a human presses: done, and not sent again', async () => {
  regie.payline.addPanne({ nature: 'delai_apres', fois: 1, operations: ['doRefund'] })
  regie.payline.addPanne({ nature: 'http_avant', operations: ['getTransactionDetails'] })
  const id = await ask('7')
  for (let turn = 0; turn < 13; turn += 1) await settle()
  expect(await states()).toEqual([[1, 700, 'remboursement', 'incertain']])
  await expect(resendRemboursement(regie.deps, rose, id)).rejects.toThrow('does not answer')
  await expect(abandonRemboursement(regie.deps, rose, id, MOTIF)).rejects.toThrow('does not answer')
  regie.payline.clearPannes()
  await abandonRemboursement(regie.deps, rose, id, MOTIF)
  expect(await states()).toEqual([[1, 700, 'remboursement', 'fait']])
  expect(await mine()).toHaveLength(1)
  await same()
})

test('given up: its number is never used again, and the amount may be asked for again', async () => {
  regie.payline.addPanne({ nature: 'delai_avant', fois: 1, operations: ['doRefund'] })
  const id = await ask('7')
  await settle()
  await abandonRemboursement(regie.deps, rose, id, 'La famille ne le demande plus.')
  await ask('15', 2)
  await regie.work()
  expect(await states()).toEqual([
    [1, 700, 'remboursement', 'abandonne'],
    [2, 1500, 'remboursement', 'fait'],
  ])
  await same()
})

test('the provider refuses: said, alarmed, nothing given back, and to be given back still', async () => {
  regie.payline.addPanne({ nature: 'code_inconnu', fois: 1, code: '01121', operations: ['doRefund'] })
  await regie.base.db
    .updateTable('paiement')
    .set({ transaction_id: '404' })
    .where('id', '=', paiementId)
    .execute()
  await ask('7')
  await regie.work()
  expect(await regie.rendus(paiementId)).toMatchObject([{ statut: 'refuse', code: '01121' }])
  const raisons = async (): Promise<string[]> => {
    const { lignes } = await aTraiter(regie.base.db, rose.demarches, regie.clock.now(), '')
    return lignes.filter((ligne) => ligne.paiementId === paiementId).map(({ raison }) => raison)
  }
  expect(await raisons()).toEqual(['refuse'])
  expect(regie.log.join('')).toContain('"alarme":"remboursement"')
  await same()
  regie.clock.advance(31 * 24 * 60 * MINUTE)
  expect(await raisons()).toEqual([])
})

test.each([
  ['before', 'http_avant', 'incertain', 1],
  ['after', 'http_apres', 'fait', 2],
] as const)(
  'a second refund of the same amount, lost %s it was done, is not taken for the first one',
  async (_when, nature, statut, given) => {
    await ask('5')
    await regie.work()
    regie.payline.addPanne({ nature, fois: 1, operations: ['doRefund'] })
    await ask('5', 2)
    await settle()
    expect((await regie.rendus(paiementId)).map((row) => row.statut)).toEqual(['fait', statut])
    const ids = (await regie.rendus(paiementId)).flatMap(({ transaction_id }) => transaction_id ?? [])
    expect(new Set(ids).size).toBe(given)
    expect(await mine()).toHaveLength(given)
    await same()
  },
)

test.each([
  ['7', 700],
  ['22', 2200],
] as const)(
  'sent twice all the same (%s €): the provider’s own check stops it, and the reading tells',
  async (montant, montantCents) => {
    const id = await ask(montant)
    const ouvert = await markEnvoye(regie.deps, id)
    if (typeof ouvert !== 'object') throw new Error('not marked')
    const ordre = {
      transactionId: ouvert.paiement.transaction_id ?? '',
      montantCents,
      sequence: 1,
      commentaire: '',
    }
    const whole = montantCents === 2200
    await (whole ? regie.deps.prestataire?.cancel(ordre) : regie.deps.prestataire?.refund(ordre))
    await regie.base.db
      .updateTable('remboursement')
      .set({ statut: 'a_envoyer' })
      .where('id', '=', id)
      .execute()
    await settle()
    expect((await regie.rendus(paiementId)).map((row) => row.statut)).toEqual(['fait'])
    expect(await mine()).toHaveLength(1)
    expect(await mails()).toHaveLength(1)
    await same()
  },
)

test('no provider any more: the alarm once a day, and it leaves when the provider is back', async () => {
  const id = await ask('22')
  const without = { ...regie.deps, prestataire: undefined }
  const alarms = () => regie.log.filter((line) => line.includes('no provider is configured')).length
  for (let turn = 0; turn < 5; turn += 1) {
    await sendRemboursement(without, id)
    regie.clock.advance(5 * MINUTE)
  }
  expect(alarms()).toBe(1)
  regie.clock.advance(24 * 60 * MINUTE)
  await sendRemboursement(without, id)
  await sendRemboursement(without, id)
  expect(alarms()).toBe(2)
  await regie.work()
  expect(await states()).toEqual([[1, 2200, 'annulation', 'fait']])
  await same()
})

test('the authorisation had expired: no reading shows it, a human says that nothing was taken, once', async () => {
  const id = await ask('22')
  await markEnvoye(regie.deps, id)
  const set = (change: object) =>
    regie.base.db.updateTable('remboursement').set(change).where('id', '=', id).execute()
  await set({ code: '02601' })
  await settle()
  expect(await states()).toEqual([[1, 2200, 'annulation', 'incertain']])
  await expect(closeExpired(regie.deps, rose, id)).rejects.toThrow('changed meanwhile')
  await set({ code: '02602' })
  await Promise.all([rose, rose, rose].map((acteur) => closeExpired(regie.deps, acteur, id)))
  const [row] = await regie.rendus(paiementId)
  expect(row).toMatchObject({ statut: 'fait', transaction_id: null, code: '02602' })
  expect(row?.jour_de_caisse).not.toBeNull()
  expect(await mails()).toHaveLength(1)
  expect(await mine()).toEqual([])
  expect((await regie.paiement(paiementId)).a_rendre_cents).toBe(0)
})
