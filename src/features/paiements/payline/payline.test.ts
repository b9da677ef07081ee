import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../../platform/log/log.ts'
import { PrestataireInjoignable } from '../prestataire.ts'
import { all, ask, ordre } from './ask.fixture.ts'
import { openFetch } from './http.ts'
import { operations } from './operations.ts'
import { createPayline } from './payline.ts'
import { ACCESS_KEY, openSoapServer, right } from './soap-server.fixture.ts'
import { unreadable } from './unreadable.fixture.ts'

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
