import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from './ask.fixture.ts'
import type { Operation } from './operations.ts'
import { createPayline } from './payline.ts'
import { openSoapServer, result, right, soap } from './soap-server.fixture.ts'

let server: Awaited<ReturnType<typeof openSoapServer>>
beforeAll(async () => {
  server = await openSoapServer()
})
afterAll(() => server.close())

const answer = (operation: Operation, text: string) => {
  server.answers((response) => response.end(text))
  return ask[operation](createPayline(server.config))
}
it('a session that is open', async () => {
  expect(await answer('doWebPayment', right.doWebPayment)).toEqual({
    ouvert: true,
    jeton: '16RjWdtpDkFVfZkGV4031701964772640',
    adresse: 'http://localhost:4010/paiement/16Rj',
  })
})
it('a session that is refused', async () => {
  expect(await answer('doWebPayment', soap('doWebPayment', result('02305', 'ERROR')))).toEqual({
    ouvert: false,
    code: '02305',
    message: 'ERROR : Words',
  })
})
const paid = {
  etat: 'accepte',
  code: '00000',
  message: 'ACCEPTED : Words',
  transactionId: '26327140559123',
  montantCents: 4_250,
  devise: '978',
  reference: 'PR2026-000123-2',
  autorisation: 'A55A',
  le: new Date('2026-11-23T13:05:00Z'),
  doublon: false,
  suspect: false,
}
it.each(['getWebPaymentDetails', 'getTransactionDetails'] as const)('%s of a payment', async (operation) => {
  expect(await answer(operation, right[operation])).toEqual(paid)
})
it('a payment that has not begun, without the elements that only a payment has', async () => {
  const text = soap('getWebPaymentDetails', `${result('02306', 'INPROGRESS')}<transaction i:nil="true"/>`)
  expect(await answer('getWebPaymentDetails', text)).toEqual({
    ...paid,
    etat: 'en_cours',
    code: '02306',
    message: 'INPROGRESS : Words',
    ...{
      transactionId: null,
      montantCents: null,
      devise: null,
      reference: null,
      autorisation: null,
      le: null,
    },
  })
})
const part = (cents: number, currency = 978) =>
  `<o:paymentAdditional><o:transaction><o:id>2</o:id></o:transaction><o:payment><o:amount>${cents}</o:amount><o:currency>${currency}</o:currency></o:payment></o:paymentAdditional>`
it.each([
  [
    'split payments are added',
    '</order>',
    `</order><paymentAdditionalList>${part(100)}${part(7)}</paymentAdditionalList>`,
    { montantCents: 4_357 },
  ],
  [
    'parts in two currencies are no sum',
    '</order>',
    `</order><paymentAdditionalList>${part(100, 840)}</paymentAdditionalList>`,
    { montantCents: null, devise: null },
  ],
  [
    'authorised for another amount: no amount',
    'authorizedAmount>4250',
    'authorizedAmount>4249',
    { montantCents: null, devise: '978' },
  ],
  [
    'authorised in another currency: no amount',
    'authorizedCurrency>978',
    'authorizedCurrency>840',
    { montantCents: null },
  ],
  ['another amount, as it is', /4250/g, '4251', { montantCents: 4_251 }],
  ['another currency, as it is', /978/g, '840', { devise: '840' }],
  ['another reference, as it is', 'PR2026-000123-2', 'PR2026-000999-1', { reference: 'PR2026-000999-1' }],
  ['a negative amount is none', /4250/g, '-4250', { montantCents: null }],
  ['an amount with a comma is none', /4250/g, '42,50', { montantCents: null }],
  ['an exponent is none', /4250/g, '4e3', { montantCents: null }],
  ['an impossible date is none', /23\/11\/2026 14:05/g, '31/02/2026 14:05', { le: null }],
  ['seconds are let', '<o:date>23/11/2026 14:05<', '<o:date>23/11/2026 14:05:31<', { le: paid.le }],
  ['a duplicate', 'isDuplicated>0<', 'isDuplicated>1<', { doublon: true }],
  ['a doubt', 'isPossibleFraud>0<', 'isPossibleFraud>1<', { suspect: true }],
  ['a doubt that waits', 'code>00000', 'code>04003', { etat: 'a_verifier', suspect: true }],
] as const)('%s', async (_what, from, to, expected) => {
  const closing = (text: string) => text.replace(/(authorizedAmount>42)49(<\/o:authorizedAmount>)/, '$149$2')
  const text = closing(right.getWebPaymentDetails.replace(from, to))
  expect(text).not.toBe(right.getWebPaymentDetails)
  expect(await answer('getWebPaymentDetails', text)).toEqual({
    ...paid,
    ...expected,
    code: expect.any(String),
  })
})
it('a refund that is done, refused, done before, or too late to cancel', async () => {
  expect(await answer('doRefund', right.doRefund)).toMatchObject({ etat: 'fait', transactionId: '777' })
  expect(await answer('doRefund', soap('doRefund', result('01121', 'REFUSED')))).toMatchObject({
    etat: 'refuse',
  })
  expect(await answer('doRefund', soap('doRefund', result('02001', 'REFUSED')))).toMatchObject({
    etat: 'deja_fait',
  })
  expect(await answer('doReset', soap('doReset', result('01917', 'ERROR')))).toMatchObject({
    etat: 'trop_tard',
    transactionId: null,
  })
})
