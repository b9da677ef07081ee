import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PrestataireInjoignable } from '../prestataire.ts'
import { openCall } from './call.ts'
import { openFetch } from './http.ts'
import { type Operation, operations } from './operations.ts'
import { openSoapServer, result, right, soap } from './soap-server.fixture.ts'

const all = Object.keys(operations) as Operation[]
/** What the publisher's SDK repeats, and nothing else. */
const FAILOVER: readonly Operation[] = ['doWebPayment', 'getWebPaymentDetails']
/** For what answers; and for what never does, shared by three endpoints. */
const [LONG_MS, SHORT_MS] = [30_000, 300]

let server: Awaited<ReturnType<typeof openSoapServer>>
beforeAll(async () => {
  server = await openSoapServer()
})
afterAll(() => server.close())

const call = (endpoints: string[], wholeMs = LONG_MS) =>
  openCall(server.config, {
    fetch: openFetch(),
    endpoints: { list: async () => endpoints },
    log: undefined,
    wholeMs,
  })
const three = () => ['a', 'b', 'c', 'd'].map((place) => `${server.origin}/${place}/`)

/** Faults by what they are worth: another endpoint may be asked, or not; and whether the request may have been carried out. */
const faults: Record<
  string,
  { elsewhere: boolean; reached: boolean; play: (response: ServerResponse) => unknown }
> = {
  ...Object.fromEntries(
    [500, 502, 503, 504, 408].map((status) => [
      `HTTP ${status}`,
      {
        elsewhere: true,
        reached: true,
        play: (response: ServerResponse) => response.writeHead(status).end('x'),
      },
    ]),
  ),
  ...Object.fromEntries(
    [400, 401, 403, 404, 429].map((status) => [
      `HTTP ${status}`,
      {
        elsewhere: false,
        reached: false,
        play: (response: ServerResponse) => response.writeHead(status).end('x'),
      },
    ]),
  ),
  ...Object.fromEntries(
    [204, 302, 501].map((status) => [
      `HTTP ${status}`,
      {
        elsewhere: false,
        reached: true,
        play: (response: ServerResponse) => response.writeHead(status).end(),
      },
    ]),
  ),
  'no answer in time': { elsewhere: true, reached: true, play: () => undefined },
  'an answer that never ends': {
    elsewhere: true,
    reached: true,
    play: (response) => response.write('<e:Env'),
  },
  'an answer that is cut': {
    elsewhere: false,
    reached: true,
    play: (response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('<e:Env')
      setTimeout(() => response.destroy(), 10)
    },
  },
  'a connection that is cut': { elsewhere: false, reached: true, play: (response) => response.destroy() },
  HTML: { elsewhere: false, reached: true, play: (response) => response.end('<html></html>') },
}

it('the table allows what the SDK repeats, nothing that moves money, and knows what moves it', () => {
  expect(all.filter((operation) => operations[operation].failover)).toEqual(FAILOVER)
  expect(Object.fromEntries(all.map((operation) => [operation, operations[operation].effect]))).toEqual({
    doWebPayment: 'session',
    getWebPaymentDetails: 'none',
    getTransactionDetails: 'none',
    doRefund: 'money',
    doReset: 'money',
  })
})

describe.each(all)('%s', (operation) => {
  const { effect } = operations[operation]
  const repeated = FAILOVER.includes(operation)

  it.each(Object.entries(faults))('%s', async (what, { elsewhere, reached, play }) => {
    server.answers(play)
    const never = ['no answer in time', 'an answer that never ends'].includes(what)
    const error = await call(three(), never ? SHORT_MS : LONG_MS)(operation, '<x/>').then(
      () => expect.fail('answered'),
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(PrestataireInjoignable)
    const places = server.received.map(({ path }) => path.split('/')[1])
    const asked = repeated ? (elsewhere ? ['a', 'b', 'c'] : ['a']) : ['V4']
    expect([places, (error as PrestataireInjoignable).peutAvoirEuLieu]).toEqual([
      asked,
      reached && effect !== 'none',
    ])
  })

  it.each(['04901', '02101'])('code %s', async (code) => {
    server.answers((response, { path }) =>
      response.end(path.startsWith('/b') ? right[operation] : soap(operation, result(code, 'ERROR'))),
    )
    const answer = await call(three())(operation, '<x/>')
    expect([answer.result.code, server.received.length]).toEqual(repeated ? ['00000', 2] : [code, 1])
  })

  it('what every endpoint answers is the answer', async () => {
    server.answers((response) => response.end(soap(operation, result('04901', 'ERROR'))))
    expect((await call(three())(operation, '<x/>')).result.code).toBe('04901')
    expect(server.received).toHaveLength(repeated ? 3 : 1)
  })

  it('another code is an answer, and nobody else is asked', async () => {
    for (const code of ['00000', '01121', '02102', '02306', '09999']) {
      server.answers((response) => response.end(soap(operation, result(code))))
      expect((await call(three())(operation, '<x/>')).result.code).toBe(code)
      expect(server.received).toHaveLength(1)
    }
  })

  it('one that may have reached the first and could not be told to the second may have happened', async () => {
    const closed = await openSoapServer()
    await closed.close()
    server.answers((response) => response.writeHead(503).end())
    const error = await call([`${server.origin}/a/`, `${closed.origin}/b/`])(operation, '<x/>').catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ peutAvoirEuLieu: effect !== 'none' })
  })
})
