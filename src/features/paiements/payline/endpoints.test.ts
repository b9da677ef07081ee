import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEndpoints } from './endpoints.ts'
import { openFetch } from './http.ts'
import { openSoapServer } from './soap-server.fixture.ts'

let server: Awaited<ReturnType<typeof openSoapServer>>
beforeAll(async () => {
  server = await openSoapServer()
})
afterAll(() => server.close())

let now = 0
const open = (environment: 'simulateur' | 'production' = 'simulateur') => {
  const base = environment === 'production' ? 'https://services.payline.com/V4/services/' : server.config.base
  const directory = `${server.origin}/services/servicesendpoints/SOAP/12345678901234`
  return openEndpoints({ ...server.config, environment, base, directory }, openFetch(), undefined, () => now)
}
const answer = (body: unknown) =>
  server.answers((response) => response.end(typeof body === 'string' ? body : JSON.stringify(body)))

it('is asked once for the time that it gives, by everybody together, without the key', async () => {
  answer({ urls: [`${server.origin}/V4`, `${server.origin}/V5/`], ttl: 60 })
  const endpoints = open()
  const expected = [`${server.origin}/V4/services/`, `${server.origin}/V5/services/`]
  expect(await Promise.all([endpoints.list(), endpoints.list()])).toEqual([expected, expected])
  now += 59_999
  expect(await endpoints.list()).toEqual(expected)
  expect(server.received).toHaveLength(1)
  expect(server.received[0]?.headers.authorization).toBeUndefined()
  now += 1
  answer({ urls: [`${server.origin}/V6`], ttl: 60 })
  expect(await endpoints.list()).toEqual([`${server.origin}/V6/services/`, server.config.base])
})

it('only hosts of Payline are taken from it', async () => {
  const urls = [
    'https://services.payline.com/V4',
    'https://services-b.payline.com/V4',
    'http://services.payline.com/V4',
    'https://services.payline.com.example/V4',
    'https://payline.com.example/V4',
    'https://evilpayline.com/V4',
    'https://services.payline.com:8443/V4',
    'https://u:p@services.payline.com/V4',
    'https://services.payline.com/V4?x=',
    'https://services.payline.com/V4#',
    'file:///etc',
    'rien',
  ]
  answer({ urls, ttl: 60 })
  expect(await open('production').list()).toEqual([
    'https://services.payline.com/V4/services/',
    'https://services-b.payline.com/V4/services/',
  ])
})

describe('the configured base serves alone, for a minute, when the directory', () => {
  it.each([
    ['is HTML', '<html></html>'],
    ['is empty', ''],
    ['has no address', { urls: [], ttl: 60 }],
    ['has no time', { urls: ['https://services.payline.com/V4'] }],
    ['has too many', { urls: Array.from({ length: 21 }, () => 'https://services.payline.com/V4'), ttl: 1 }],
    ['is too long', `"${'x'.repeat(70_000)}"`],
  ])('%s', async (_what, body) => {
    answer(body)
    const endpoints = open()
    expect(await endpoints.list()).toEqual([server.config.base])
    now += 59_000
    await endpoints.list()
    expect(server.received).toHaveLength(1)
    now += 1_000
    await endpoints.list()
    expect(server.received).toHaveLength(2)
  })
  it('is in fault, or elsewhere', async () => {
    server.answers((response) => response.writeHead(500).end())
    expect(await open().list()).toEqual([server.config.base])
    server.answers((response, { path }) =>
      path === '/elsewhere'
        ? response.end(JSON.stringify({ urls: [`${server.origin}/V9`], ttl: 60 }))
        : response.writeHead(302, { location: '/elsewhere' }).end(),
    )
    expect(await open().list()).toEqual([server.config.base])
  })
})

it('what was known is kept while the directory does not answer', async () => {
  answer({ urls: [`${server.origin}/V7`], ttl: 60 })
  const endpoints = open()
  const known = await endpoints.list()
  now += 60_000
  server.answers((response) => response.destroy())
  expect(await endpoints.list()).toEqual(known)
})
