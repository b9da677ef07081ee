import { describe, expect, it } from 'vitest'
import { checkRedirect } from './redirect.ts'

const production = { environment: 'production', webHosts: ['webpayment.payline.com'] } as const
const simulator = { environment: 'simulateur', webHosts: ['localhost:4010'] } as const

it.each([
  'https://webpayment.payline.com/v2/?token=16RjWdtpDkFVfZkGV4031701964772640',
  'https://webpayment.payline.com/opaque/#16RjWdtp',
])('%s is followed as it is', (address) => {
  expect(checkRedirect(address, production)).toBe(address)
})

describe('is not followed:', () => {
  it.each([
    '',
    'webpayment.payline.com',
    '/v2/?token=1',
    'http://webpayment.payline.com/v2/',
    'https://webpayment.payline.com.example/v2/',
    'https://webpayment.payline.com./v2/',
    'https://example/webpayment.payline.com/',
    'https://x.webpayment.payline.com/',
    'https://webpayment.payline.com:8443/v2/',
    'https://webpayment.payline.com@example/',
    'https://u:p@webpayment.payline.com/',
    'https://webpayment.payline.com\\@example/',
    'https://example\\@webpayment.payline.com/',
    'https://webpayment.payline.com/\n',
    ' https://webpayment.payline.com/',
    'https://webpayment.payline.com/é',
    'https://wеbpayment.payline.com/',
    'javascript:alert(1)//webpayment.payline.com',
    'data:text/html,webpayment.payline.com',
    `https://webpayment.payline.com/${'x'.repeat(2_000)}`,
  ])('%j', (address) => {
    expect(checkRedirect(address, production)).toBeUndefined()
  })
})

it('the simulator of this machine may speak without TLS, at its own port, and nobody else may', () => {
  expect(checkRedirect('http://localhost:4010/paiement/1', simulator)).toBe(
    'http://localhost:4010/paiement/1',
  )
  expect(checkRedirect('http://localhost:4011/paiement/1', simulator)).toBeUndefined()
  expect(checkRedirect('http://localhost/paiement/1', simulator)).toBeUndefined()
  expect(
    checkRedirect('http://simulateur.example/1', {
      environment: 'simulateur',
      webHosts: ['simulateur.example'],
    }),
  ).toBeUndefined()
  expect(
    checkRedirect('http://localhost:4010/1', { environment: 'production', webHosts: ['localhost:4010'] }),
  ).toBeUndefined()
})
