import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../../platform/log/log.ts'
import { type PaymentProvider, PrestataireInjoignable } from '../prestataire.ts'
import { openFetch } from './http.ts'
import { type Operation, operations } from './operations.ts'
import { createPayline } from './payline.ts'
import { ACCESS_KEY, openSoapServer, result, right, soap } from './soap-server.fixture.ts'
import { unreadable } from './unreadable.fixture.ts'

const ordre = { transactionId: '26327140559123', montantCents: 1_000, sequence: 2, commentaire: 'Erreur' }
/** The function of the interface that each operation serves. */
const ask: Record<Operation, (provider: PaymentProvider) => Promise<unknown>> = {
  doWebPayment: (provider) =>
    provider.start({
      reference: 'PR2026-000123-2',
      montantCents: 4_250,
      le: new Date('2026-11-23T13:05:00Z'),
      retour: 'https://espace.example/r',
      annulation: 'https://espace.example/r',
      notification: 'https://espace.example/n',
    }),
  getWebPaymentDetails: (provider) => provider.read('16Rj'),
  getTransactionDetails: (provider) => provider.readTransaction('26327140559123'),
  doRefund: (provider) => provider.refund(ordre),
  doReset: (provider) => provider.cancel(ordre),
}
const all = Object.keys(operations) as Operation[]

let server: Awaited<ReturnType<typeof openSoapServer>>
let other: Awaited<ReturnType<typeof openSoapServer>>
let written = ''
const log = createLog('trace', { write: (line) => (written += line) })

beforeAll(async () => {
  server = await openSoapServer()
  other = await openSoapServer()
})
afterAll(() => Promise.all([server.close(), other.close()]))

const payline = (config: Partial<typeof server.config> = {}, wholeMs = 15_000) =>
  createPayline({ ...server.config, ...config }, { log, wholeMs })

/** As it is shown to Payline: what base64 makes of it. */
const SHOWN = Buffer.from(`12345678901234:${ACCESS_KEY}`).toString('base64')
const holdsKey = (text: string): boolean => [ACCESS_KEY, SHOWN.slice(20)].some((key) => text.includes(key))

/** The refusal of a call, after looking for the key in all that can be printed of it, and in the log. */
async function failureOf(promise: Promise<unknown>): Promise<PrestataireInjoignable> {
  const error = await promise.then(
    (value) => expect.fail(`answered ${inspect(value)}`),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(PrestataireInjoignable)
  const printed = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })
  expect(holdsKey(printed + written + JSON.stringify(error))).toBe(false)
  return error as PrestataireInjoignable
}

it('the search for the key would find it, bare or in its header; what is made of it does not hold it', () => {
  expect([holdsKey(`x${ACCESS_KEY}x`), holdsKey(`Basic ${SHOWN}`), holdsKey('x')]).toEqual([
    true,
    true,
    false,
  ])
  expect(holdsKey(inspect(payline(), { depth: 9, showHidden: true }) + payline())).toBe(false)
})

describe('asks', () => {
  it.each(all)('%s at its service, with the key shown at once', async (operation) => {
    server.answers((response) => response.end(right[operation]))
    await ask[operation](payline())
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toMatchObject({
      path: `/V4/services/${operations[operation].service}`,
      headers: {
        soapaction: `"${operation}"`,
        'content-type': 'text/xml; charset=utf-8',
        authorization: `Basic ${SHOWN}`,
      },
    })
    expect(server.received[0]?.body).toContain(`:${operation}Request>`)
  })
})

describe('reads', () => {
  const answer = (operation: Operation, text: string) => {
    server.answers((response) => response.end(text))
    return ask[operation](payline())
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
  it.each(['getWebPaymentDetails', 'getTransactionDetails'] as const)(
    '%s of a payment',
    async (operation) => {
      expect(await answer(operation, right[operation])).toEqual(paid)
    },
  )
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
    const closing = (text: string) =>
      text.replace(/(authorizedAmount>42)49(<\/o:authorizedAmount>)/, '$149$2')
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
})

describe.each(all)('%s refuses an answer that is', (operation) => {
  const moves = operations[operation].effect !== 'none'
  it.each(Object.keys(unreadable))('%s, and says what may have happened', async (what) => {
    const text = unreadable[what]?.(right[operation]) ?? ''
    expect(text).not.toBe(right[operation])
    server.answers((response) => response.end(text))
    const { peutAvoirEuLieu } = await failureOf(ask[operation](payline()))
    expect([server.received.length, peutAvoirEuLieu]).toEqual([1, moves])
  })
})

it.each([
  ['doWebPayment', /<token>.*<\/token>/],
  ['doWebPayment', /<redirectURL>.*<\/redirectURL>/],
  ['doRefund', /<transaction>.*<\/transaction>/],
  ['doReset', /<o:id>.*<\/o:id>/],
  ['getWebPaymentDetails', /<payment>.*<\/payment>/],
  ['getWebPaymentDetails', /<transaction>.*<\/transaction>/],
  ['getWebPaymentDetails', /<o:ref>.*<\/o:ref>/],
  ['getTransactionDetails', /<o:currency>.*?<\/o:currency>/],
] as const)('%s that succeeded without %s is no answer', async (operation, missing) => {
  server.answers((response) => response.end(right[operation].replace(missing, '')))
  const { peutAvoirEuLieu } = await failureOf(ask[operation](payline()))
  expect(peutAvoirEuLieu).toBe(operations[operation].effect !== 'none')
})

it('a browser is sent nowhere else', async () => {
  for (const address of ['https://example/paiement', 'http://localhost:4011/x', 'javascript:alert(1)']) {
    server.answers((response) =>
      response.end(right.doWebPayment.replace('http://localhost:4010/paiement/16Rj', address)),
    )
    expect((await failureOf(ask.doWebPayment(payline()))).message).toContain('not a page of Payline')
  }
})

it.each(all)('%s does not follow a redirection, nor shows the key to another host', async (operation) => {
  other.answers((response) => response.end(right[operation]))
  for (const status of [301, 302, 307, 308]) {
    server.answers((response) =>
      response.writeHead(status, { location: `${other.origin}/V4/services/` }).end(),
    )
    await failureOf(ask[operation](payline()))
  }
  expect([server.received.length, other.received.length]).toEqual([1, 0])
})

it('ten megabytes are cut after the first', async () => {
  let sent = 0
  const cut = Promise.withResolvers<void>()
  server.answers((response) => {
    response.on('close', cut.resolve)
    const more = () => {
      while (sent < 10_485_760 && !response.destroyed) {
        sent += 65_536
        if (!response.write(' '.repeat(65_536))) return response.once('drain', more)
      }
      return response.end()
    }
    more()
  })
  expect((await failureOf(ask.getWebPaymentDetails(payline()))).message).toContain('too long')
  await cut.promise
  expect(sent).toBeLessThan(10_485_760)
})

it('a compressed answer is not even unpacked beyond a megabyte', async () => {
  const { gzipSync } = await import('node:zlib')
  const packed = gzipSync(Buffer.alloc(50_000_000, ' '))
  server.answers((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed))
  expect((await failureOf(ask.getWebPaymentDetails(payline()))).message).toContain('too long')
})

describe('no connection: nothing was asked', () => {
  it.each(all)('%s', async (operation) => {
    const closed = await openSoapServer()
    await closed.close()
    const error = await failureOf(ask[operation](payline({ base: closed.config.base })))
    expect([error.peutAvoirEuLieu, error.message]).toEqual([false, expect.stringContaining('no connection')])
  })
  it('nor when the handshake of TLS does not end', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const base = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`
    const provider = createPayline({ ...server.config, base }, { log, fetch: openFetch(200) })
    const error = await failureOf(provider.refund(ordre))
    expect([error.peutAvoirEuLieu, error.message]).toEqual([false, expect.stringContaining('no connection')])
    silent.close()
  })
  it('nor by a server without its certificate', async () => {
    server.answers((response) => response.end(right.doRefund))
    const base = server.config.base.replace('http:', 'https:')
    expect((await failureOf(ask.doRefund(payline({ base })))).peutAvoirEuLieu).toBe(false)
    expect(server.received).toHaveLength(0)
  })
})

it('an amount that is none is refused before anything is sent', async () => {
  server.answers((response) => response.end(right.doRefund))
  for (const montantCents of [0, -1, 0.5, Number.NaN, 2 ** 53]) {
    await expect(payline().refund({ ...ordre, montantCents })).rejects.toThrow(RangeError)
    await expect(payline().cancel({ ...ordre, montantCents })).rejects.toThrow(RangeError)
  }
  expect(server.received).toEqual([])
})
