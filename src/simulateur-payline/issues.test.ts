import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, commande, open, order, paid, read } from './appel.fixture.ts'
import { CARTES, type CleDeCarte, type SimulateurPayline, startSimulateurPayline } from './index.ts'

let s: SimulateurPayline
beforeAll(async () => {
  s = await startSimulateurPayline({ rythmeMs: 0 })
})
afterAll(() => s.stop())

const OUTCOMES = {
  acceptee: ['00000', 'ACCEPTED'],
  expiree: ['01101', 'REFUSED'],
  numero_invalide: ['01111', 'REFUSED'],
  plafond: ['01116', 'REFUSED'],
  decouvert: ['01121', 'REFUSED'],
  perdue: ['01208', 'REFUSED'],
  refusee: ['01100', 'REFUSED'],
  abandon_3ds: ['03022', 'CANCELLED'],
  fraude: ['04001', 'PENDING_RISK'],
  fraude_en_attente: ['04003', 'PENDING_RISK'],
  erreur: ['01109', 'ERROR'],
  banque_muette: ['02102', 'ERROR'],
  lente: ['02306', 'INPROGRESS'],
  lente_refusee: ['02306', 'INPROGRESS'],
  quittee: ['02306', 'INPROGRESS'],
  inconnue: ['09999', 'UNEXPECTED'],
} as const satisfies Record<CleDeCarte, readonly [string, string]>

test.each(Object.entries(OUTCOMES))('the card %s says %j', async (carte, [code, statut]) => {
  const token = await open(s, `CARTE-${carte}`, 1_234)
  const { retour } = s.payerComme(token, carte)
  expect(retour).toBe(carte === 'quittee' ? null : `http://localhost:9/retour?essai=a&token=${token}`)
  const seen = await read(s, token)
  expect([seen.code, seen.at('result/shortMessage')]).toEqual([code, statut])
  expect([seen.at('payment/amount'), seen.at('order/ref')]).toEqual(['1234', `CARTE-${carte}`])
  expect(s.payerComme(token, 'acceptee').reglement).toBe('deja_fait')
  const accepted = s.livre().transactions.filter((one) => one.jeton === token && one.code === '00000')
  expect(accepted).toHaveLength(code === '00000' ? 1 : 0)
})

test('no two cards have one number, and a number names its card', async () => {
  const numbers = Object.values(CARTES).map((carte) => carte.numero)
  expect(new Set(numbers).size).toBe(numbers.length)
  const token = await open(s, 'NUMERO')
  expect(s.payerComme(token, '1234').reglement).toBe('carte_inconnue')
  s.payerComme(token, CARTES.perdue.numero.replaceAll(' ', ''))
  expect((await read(s, token)).code).toBe('01208')
})

test('any code can be asked for; cancelling goes to the other address', async () => {
  const odd = await open(s, 'CODE')
  s.payerComme(odd, 'code:01180')
  expect((await read(s, odd)).at('result/shortMessage')).toBe('ERROR')
  const token = await open(s, 'ANNULE')
  expect(s.payerComme(token, 'annuler').retour).toBe(`http://localhost:9/annulation?token=${token}`)
  const seen = await read(s, token)
  expect([seen.code, seen.at('transaction/id')]).toEqual(['02319', ''])
  expect(s.payerComme('rien', 'acceptee')).toEqual({ reglement: 'introuvable', code: null, retour: null })
})

test('a suspected payment is decided by a human', async () => {
  const ids = await Promise.all(
    ['OUI', 'NON'].map(async (reference) => {
      const token = await open(s, reference)
      s.payerComme(token, 'fraude')
      return { token, id: (await read(s, token)).at('transaction/id') ?? '' }
    }),
  )
  expect(ids.map(({ id }, n) => s.decider(id, n === 0))).toEqual([true, true])
  expect(await Promise.all(ids.map(async ({ token }) => (await read(s, token)).code))).toEqual([
    '00000',
    '01100',
  ])
  expect(s.decider(ids[0]?.id ?? '', false)).toBe(false)
})

describe('an order that Payline would refuse opens nothing', () => {
  const payment = { amount: '4500', currency: '978', action: '101', mode: 'CPT', contractNumber: '1234567' }
  const order = { ref: 'R', amount: '4500', currency: '978', date: '26/11/2026 10:00' }
  test.each([
    ['payment.amount', { payment: { ...payment, amount: '-1' } }],
    ['payment.amount', { payment: { ...payment, amount: '45.00' } }],
    ['payment.currency', { payment: { ...payment, currency: 'EUR' } }],
    ['payment.action', { payment: { ...payment, action: '100' } }],
    ['payment.contractNumber', { payment: { ...payment, contractNumber: '9' } }],
    ['order.ref', { order: { ...order, ref: 'A\\B' } }],
    ['order.ref', { order: { ...order, ref: 'x'.repeat(51) } }],
    ['order.amount', { order: { ...order, amount: '4501' } }],
    ['order.date', { order: { ...order, date: '2026-11-26T10:00' } }],
    ['order.date', { order: { ...order, date: '31/02/2026 10:00' } }],
    ['returnURL', { returnURL: 'javascript:alert(1)' }],
  ])('%s', async (field, wrong) => {
    const before = s.livre().sessions.length
    const answer = await call(s, 'doWebPayment', commande('R', 4_500, wrong))
    expect([answer.code, answer.at('token')]).toEqual(['02305', ''])
    expect(answer.at('result/longMessage')).toContain(field)
    expect(s.livre().sessions).toHaveLength(before)
  })
})

describe('giving money back', () => {
  test('never more than was paid, nor one sequence twice', async () => {
    const id = await paid(s, 'REMB', 1_000)
    const codes: string[] = []
    for (const [cents, sequence] of [
      [500, '1'],
      [500, '1'],
      [600, '2'],
      [500, '2'],
      [1, '3'],
    ] as const)
      codes.push((await call(s, 'doRefund', order(id, cents, sequence))).code)
    expect(codes).toEqual(['00000', '01913', '01110', '00000', '01110'])
    expect((await call(s, 'doReset', { transactionID: id })).code).toBe('02603')
  })

  test('a cancellation comes before remittance, once, and whole', async () => {
    const [early, late] = [await paid(s, 'TOT'), await paid(s, 'TARD')]
    const reset = async (transactionID: string, more = {}) =>
      (await call(s, 'doReset', { transactionID, ...more })).code
    expect(await reset(early, { amount: '1', currency: '978' })).toBe('02600')
    expect([await reset(early), await reset(early)]).toEqual(['00000', '02601'])
    expect(s.remettre(late)).toBe(1)
    expect(await reset(late)).toBe('01917')
    expect((await call(s, 'doRefund', order(late, 4_500, '1'))).code).toBe('00000')
    expect((await call(s, 'doRefund', order(early, 4_500, '1'))).code).toBe('02603')
    expect([await reset('x'), (await call(s, 'doRefund', order('x', 1, '1'))).code]).toEqual([
      '02604',
      '02301',
    ])
  })

  test('a refund says its own transaction and what it undoes', async () => {
    const id = await paid(s, 'SUITE', 900)
    const refund = (await call(s, 'doRefund', order(id, 300, '1'))).at('transaction/id')
    const seen = await call(s, 'getTransactionDetails', { transactionId: refund ?? '' })
    expect([seen.code, seen.at('payment/amount'), seen.at('payment/action')]).toEqual(['00000', '300', '421'])
    const origin = await call(s, 'getTransactionDetails', { orderRef: 'SUITE' })
    expect(origin.at('transaction/id')).toBe(id)
    expect(origin.at('associatedTransactionsList/associatedTransactions/transactionId')).toBe(refund)
  })
})

test('the same order paid twice is a duplicate: the second moves nothing', async () => {
  const [one, two] = [await open(s, 'DOUBLE'), await open(s, 'DOUBLE')]
  s.payerComme(one, 'acceptee')
  s.payerComme(two, 'acceptee')
  const second = await read(s, two)
  expect([second.code, second.at('transaction/isDuplicated')]).toEqual(['01913', '1'])
})
