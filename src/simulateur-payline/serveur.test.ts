import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basic, commande, envelopeOf, open, post, read } from './appel.fixture.ts'
import { type SimulateurPayline, startSimulateurPayline } from './index.ts'

let s: SimulateurPayline
beforeAll(async () => {
  s = await startSimulateurPayline({ rythmeMs: 0 })
})
afterAll(() => s.stop())

const form = (token: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${s.origin}/paiement/${token}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

describe('the page', () => {
  test('says that no money moves, shows what is paid, and allows its way back', async () => {
    const token = await open(s, 'PAGE <b>&"', 123_456)
    const page = await fetch(`${s.origin}/paiement/${token}`)
    const text = (await page.text()).replaceAll(/\s/g, ' ')
    expect(text).toMatch(/aucun argent/)
    expect(text).toContain('1 234,56 €')
    expect(text).toContain('PAGE &lt;b&gt;&amp;&quot;')
    expect(text).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://localhost:9")
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  test('two submits and the back button pay once', async () => {
    const token = await open(s, 'DEUX-FOIS')
    const [one, two] = await Promise.all([1, 2].map(() => form(token, { geste: 'payer', carte: 'acceptee' })))
    expect([one?.status, two?.status]).toEqual([303, 303])
    expect(two?.headers.get('location')).toBe(`http://localhost:9/retour?essai=a&token=${token}`)
    expect(await (await fetch(`${s.origin}/paiement/${token}`)).text()).toContain('déjà servi')
    await form(token, { geste: 'annuler' })
    expect((await read(s, token)).code).toBe('00000')
    expect(s.livre().transactions.filter((t) => t.jeton === token)).toHaveLength(1)
  })

  test('a card that is not of the list is asked again; cancelling goes back', async () => {
    const token = await open(s, 'PAGE-2')
    expect((await form(token, { carte: '5555' })).status).toBe(422)
    expect((await form(token, { geste: 'annuler' })).headers.get('location')).toContain('/annulation?token=')
    expect((await fetch(`${s.origin}/paiement/inconnu`)).status).toBe(404)
  })

  test('the back office decides and remits', async () => {
    const token = await open(s, 'GUICHET')
    await form(token, { carte: 'fraude' })
    const id = (await read(s, token)).at('transaction/id') ?? ''
    const office = `${s.origin}/_/guichet`
    expect(await (await fetch(office)).text()).toContain('GUICHET')
    await fetch(office, {
      method: 'POST',
      body: new URLSearchParams({ geste: 'accepter', transactionId: id }),
    })
    expect((await read(s, token)).code).toBe('00000')
    await fetch(office, { method: 'POST', body: new URLSearchParams({ geste: 'remettre' }) })
    expect(s.livre().transactions.find((one) => one.transactionId === id)?.remiseLe).not.toBeNull()
  })
})

const good = envelopeOf('doWebPayment', commande('HOSTILE'))
const inBody = (inner: string): string =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${inner}</e:Body></e:Envelope>`
const OTHER = 'xmlns="http://obj.ws.payline.experian.com"'
const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>`

describe('an envelope outside the contract is a fault and opens nothing', () => {
  test.each([
    ['not XML', 'bonjour', /./],
    ['nothing', '', /./],
    ['a bomb', good.replace(/^<\?xml[^>]*>/, bomb).replace('HOSTILE', '&c;'), /document type/],
    [
      'an external entity',
      good.replace(/^<\?xml[^>]*>/, '<!DOCTYPE a SYSTEM "file:///etc/passwd">'),
      /document type/,
    ],
    ['an unknown entity', good.replace('HOSTILE', '&rien;'), /entity/],
    ['a processing instruction', good.replace('<soapenv:Body>', '<?php x?><soapenv:Body>'), /instruction/],
    ['another SOAP', good.replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'urn:x'), /SOAP 1.1/],
    ['another namespace', inBody(`<doWebPaymentRequest ${OTHER}/>`), /unknown request/],
    [
      'two requests',
      good.replace(/(<doWebPaymentRequest[\s\S]*<\/doWebPaymentRequest>)/, '$1$1'),
      /one element/,
    ],
    ['a second Body', good.replace('</soapenv:Body>', '</soapenv:Body><soapenv:Body/>'), /Body/],
    ['a missing element', good.replace(/<returnURL>.*<\/returnURL>/, ''), /returnURL: missing/],
    ['a surplus element', good.replace('<cancelURL>', '<surplus/><cancelURL>'), /missing|surplus/],
    [
      'another order',
      good.replace(/(<version>.*<\/version>)(<payment>.*<\/payment>)/, '$2$1'),
      /version: missing/,
    ],
    ['a child of the other namespace', good.replaceAll('obj:amount', 'amount'), /amount/],
    ['nil where it may not be', good.replace(/<version>.*<\/version>/, '<version xsi:nil="true"/>'), /nil/],
    ['depth', inBody('<a>'.repeat(5_000) + '</a>'.repeat(5_000)), /too large/],
    ['breadth', inBody('<a/>'.repeat(20_000)), /too large/],
  ])('%s', async (_name, body, why) => {
    const before = s.livre().sessions.length
    const answer = await post(s, 'doWebPayment', body)
    expect(answer.status).toBe(500)
    const said = /<faultstring>([\s\S]*)<\/faultstring>/.exec(await answer.text())?.[1]
    expect(said).toMatch(why)
    expect(s.livre().sessions).toHaveLength(before)
  })
  test('the other half: as it stands it is taken', async () => {
    expect((await post(s, 'doWebPayment', good)).status).toBe(200)
  })
})

describe('who is not the merchant, or not polite', () => {
  test.each([
    ['no key', { authorization: '' }, 401],
    ['another key', { authorization: 'Basic eDp5' }, 401],
    ['another type', { 'content-type': 'application/json' }, 415],
    ['another action', { soapaction: 'doRefund' }, 500],
  ])('%s', async (_name, headers, status) => {
    expect((await post(s, 'doWebPayment', good, headers)).status).toBe(status)
  })

  test('an operation is of its own service', async () => {
    const answer = await fetch(`${s.env.PAYLINE_URL}ExtendedAPI`, {
      method: 'POST',
      headers: { authorization: basic(s), 'content-type': 'text/xml', soapaction: 'doWebPayment' },
      body: good,
    })
    expect(await answer.text()).toContain('is not of ExtendedAPI')
  })

  test('megabytes, garbage on the wire and cut requests leave it standing', async () => {
    const large = post(s, 'doWebPayment', 'x'.repeat(5_000_000)).then(
      (answer) => answer.status,
      () => 413,
    )
    expect(await large).toBe(413)
    for (const bytes of [
      '\u0000\u0001garbage\r\n\r\n',
      'POST /V4/services/WebPaymentAPI HTTP/1.1\r\ncontent-length: 9\r\n\r\nab',
      'GET //[ HTTP/1.1\r\nhost: a\r\n\r\n',
    ])
      await new Promise<void>((resolve) => {
        const socket = connect(s.port, '127.0.0.1', () => {
          socket.write(bytes)
          setTimeout(() => socket.destroy(), 30)
        })
        socket.on('error', () => undefined)
        socket.on('close', () => resolve())
      })
    const odd = ['/paiement/__proto__', '/_/constructor', '/%', '/paiement/%00', '/V4/services/toString']
    const statuses = await Promise.all(odd.map(async (path) => (await fetch(`${s.origin}${path}`)).status))
    expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true)
    expect((await fetch(`${s.origin}/`)).status).toBe(200)
  })
})
