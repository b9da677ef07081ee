import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, commande, envelopeOf, open, order, paid, post, read } from './appel.fixture.ts'
import { type Panne, type SimulateurPayline, startSimulateurPayline } from './index.ts'
import { createPannes } from './pannes.ts'

let s: SimulateurPayline
beforeEach(async () => {
  s = await startSimulateurPayline({ rythmeMs: 0 })
})
afterEach(() => s.stop())

const refunds = () => s.livre().transactions.filter((one) => one.nature === 'restitution')

describe('before the money moves, nothing is done; after, it is', () => {
  test.each([
    ['delai_avant', 0],
    ['delai_apres', 1],
  ] as const)('%s: no answer, %i refund', async (nature, done) => {
    const id = await paid(s, 'DELAI')
    s.addPanne({ nature, fois: 1, operations: ['doRefund'] })
    const asked = fetch(`${s.env.PAYLINE_URL}DirectPaymentAPI`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${s.env.PAYLINE_MERCHANT_ID}:${s.env.PAYLINE_ACCESS_KEY}`)}`,
        'content-type': 'text/xml',
        soapaction: '"doRefund"',
      },
      body: envelopeOf('doRefund', order(id, 100, '1')),
      signal: AbortSignal.timeout(300),
    })
    await expect(asked).rejects.toThrow(/timeout/)
    expect(refunds()).toHaveLength(done)
    expect((await call(s, 'doRefund', order(id, 100, '1'))).code).toBe(done ? '01913' : '00000')
  })

  test.each([
    ['http_avant', 502, 0],
    ['http_apres', 504, 1],
  ] as const)('%s: %i, %i refund', async (nature, statut, done) => {
    const id = await paid(s, 'HTTP')
    s.addPanne({ nature, fois: 1, statut, operations: ['doRefund'] })
    expect((await call(s, 'doRefund', order(id, 100, '1'))).status).toBe(statut)
    expect(refunds()).toHaveLength(done)
  })
})

test('answers that cannot be read: cut XML, HTML', async () => {
  const token = await open(s, 'ILLISIBLE')
  s.addPanne({ nature: 'xml_malforme', fois: 1 })
  await expect(read(s, token)).rejects.toThrow(/unclosed|unexpected end/i)
  s.addPanne({ nature: 'html', fois: 1 })
  const answer = await post(s, 'getWebPaymentDetails', envelopeOf('getWebPaymentDetails', { token }))
  expect(answer.headers.get('content-type')).toContain('text/html')
  expect((await read(s, token)).code).toBe('02533')
})

test.each([
  ['mauvais_montant', 'payment/amount', '4500', '4600'],
  ['mauvaise_devise', 'payment/currency', '978', '840'],
  ['mauvaise_reference', 'order/ref', 'FAUX', 'COMMANDE-D-UN-AUTRE'],
  ['code_inconnu', 'result/code', '00000', '09999'],
] as const)('%s: the answer lies once, the book does not', async (nature, path, truth, lie) => {
  const token = await open(s, 'FAUX')
  s.payerComme(token, 'acceptee')
  const book = s.livre()
  s.addPanne({ nature, fois: 1 })
  expect((await read(s, token)).at(path)).toBe(lie)
  expect((await read(s, token)).at(path)).toBe(truth)
  expect(s.livre().transactions).toEqual(book.transactions)
})

test('the page of payment on another host', async () => {
  s.addPanne({ nature: 'redirection_ailleurs', fois: 1 })
  expect((await call(s, 'doWebPayment', commande('VOL'))).at('redirectURL')).toMatch(
    /^https:\/\/paiement\.exemple/,
  )
  expect((await call(s, 'doWebPayment', commande('VOL'))).at('redirectURL')).toContain(s.origin)
})

test('a lost return pays all the same', async () => {
  const token = await open(s, 'PERDU')
  s.addPanne({ nature: 'retour_perdu', fois: 1 })
  expect(s.payerComme(token, 'acceptee')).toEqual({ reglement: 'fait', code: '00000', retour: null })
  expect(s.livre().totaux.encaisseCents).toBe(4_500)
})

test('a fault of one base leaves the other of the directory alone', async () => {
  const directory = `${s.origin}/services/servicesendpoints/SOAP/`
  const { urls, ttl } = await (await fetch(`${directory}${s.env.PAYLINE_MERCHANT_ID}`)).json()
  expect([urls, ttl]).toEqual([[`${s.origin}/V4`, `${s.origin}/secours/V4`], 60])
  expect((await fetch(`${directory}999`)).status).toBe(404)
  s.addPanne({ nature: 'http_avant', point: 'principal' })
  const statuses = urls.map(
    async (url: string) => (await call(s, 'doWebPayment', commande('X'), `${url}/services/`)).status,
  )
  expect(await Promise.all(statuses)).toEqual([503, 200])
})

test('a probability with a seed strikes the same each time, about as often as said', () => {
  const strikes = (graine: number) => {
    const pannes = createPannes()
    pannes.add({ nature: 'retour_perdu', probabilite: 0.2, graine })
    return Array.from({ length: 2_000 }, () => pannes.strike('retour_perdu') !== undefined)
  }
  const first = strikes(7)
  expect(strikes(7)).toEqual(first)
  expect(strikes(8)).not.toEqual(first)
  const count = first.filter(Boolean).length
  expect(count).toBeGreaterThan(340)
  expect(count).toBeLessThan(460)
})

test('another process puts faults on and takes them off', async () => {
  const send = async (corps: unknown, type = 'application/json') =>
    fetch(`${s.origin}/_/pannes`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(corps),
    })
  const panne: Panne = { nature: 'html', fois: 2 }
  expect(await (await send({ ajouter: [panne] })).json()).toEqual([{ ...panne, survenues: 0 }])
  await post(s, 'doWebPayment', envelopeOf('doWebPayment', commande('X')))
  expect(s.pannes()).toEqual([{ ...panne, survenues: 1 }])
  expect(await (await send({ effacer: true })).json()).toEqual([])
  expect((await send({ ajouter: [{ nature: 'inventee' }] })).status).toBe(422)
  expect((await send({ ajouter: [{ nature: 'html', probabilite: 2 }] })).status).toBe(422)
  expect((await send({ effacer: true }, 'text/plain')).status).toBe(415)
})
