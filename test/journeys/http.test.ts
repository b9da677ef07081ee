import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startPackRentree } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  await portal.addUsager('camille@exemple.fr')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(portal.origin + path, { redirect: 'manual', ...init })

/** One request as bytes: what no HTTP library would send. */
const bytes = (request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(new URL(portal.origin).port), '127.0.0.1', () => socket.write(request))
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })

test('every kind of answer carries the headers that protect, and private ones are never stored', async () => {
  const client = await portal.usager('camille@exemple.fr')
  const address = await startPackRentree(client)
  const answers: Record<string, { status: number; headers: Headers }> = {
    'a public page': await call('/'),
    'the shell': await call('/espace', { headers: { accept: 'text/html' } }),
    'a private page': await client.get('/espace'),
    'a page of a form': await client.get(`${address}/vous`),
    'a refused answer': await client.post(`${address}/vous`, { qualite: 'x' }),
    'an autosave': await client.post(`${address}/vous?enregistrer=1`, { telephone: '04' }),
    'an order to go elsewhere': await client.post('/espace/demarches/pack-rentree/commencer', {
      conditions: '1',
    }),
    'a page that does not exist': await client.get('/agents'),
    'an address that cannot be read': await call('/services/%E0%A4%A'),
    'an address that does not end': await call(`/services/${'x'.repeat(300)}`),
    'no session': await call('/espace', { headers: { accept: 'application/json' } }),
    'a body of another kind': await call('/connexion', { method: 'POST', body: '{}' }),
  }
  const statuses = Object.values(answers).map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200, 200, 422, 200, 204, 404, 404, 404, 401, 415])
  for (const [what, { headers }] of Object.entries(answers)) {
    const csp = headers.get('content-security-policy') ?? ''
    expect([what, csp]).toEqual([what, expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/)])
    expect(csp).not.toMatch(/unsafe|\*|https?:/)
    expect([what, headers.get('x-content-type-options')]).toEqual([what, 'nosniff'])
    expect([what, headers.get('referrer-policy')]).toEqual([what, 'no-referrer'])
    expect([what, headers.get('cross-origin-opener-policy')]).toEqual([what, 'same-origin'])
    if (what !== 'a public page') expect([what, headers.get('cache-control')]).toEqual([what, 'no-store'])
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin'])
      expect([what, name, headers.get(name)]).toEqual([what, name, null])
  }
  const page = await (await call('/services/%zz')).text()
  expect([page.includes('Page introuvable'), page.includes('%zz')]).toEqual([true, false])
})

test('methods that no route knows find nothing; what is not HTTP is refused', async () => {
  for (const method of ['DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'PUT']) {
    const answer = await bytes(`${method} /espace HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect([method, answer.split('\r\n')[0]]).toEqual([method, 'HTTP/1.1 404 Not Found'])
    expect(answer).not.toMatch(/^(allow|access-control)/im)
  }
  const head = await bytes(
    'HEAD /espace HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n',
  )
  expect(head).toMatch(/^HTTP\/1.1 200 OK/)
  expect(head.split('\r\n\r\n')[1]).toBe('')
  for (const request of [
    'FOO /espace HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
  ])
    expect(await bytes(request)).toMatch(/^HTTP\/1.1 400 /)
})

test('a browser that stops in the middle of a body does not hold the portal that stops', async () => {
  const own = await startPortal(base.url, { worker: false })
  const socket = connect(Number(new URL(own.origin).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write('POST /courriels/retours HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx')
  await new Promise((resolve) => socket.once('data', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  await own.stop()
  await closed
}, 20_000)

test('all connections at work is a crowd, not a base gone: those who waited in vain are asked to come back at once', {
  timeout: 40_000,
}, async () => {
  const client = await portal.usager('camille@exemple.fr')
  const taken = Promise.withResolvers<void>()
  const refused = Promise.withResolvers<void>()
  const held = base.db.transaction().execute(async (tx) => {
    await sql`lock table usager in access exclusive mode`.execute(tx)
    taken.resolve()
    await refused.promise
  })
  await Promise.race([taken.promise, held])
  const statuses = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const { status, headers, text } = await client.get('/espace')
      // Whatever the answer, the lock goes with the first one.
      refused.resolve()
      if (status === 503)
        expect([headers.get('retry-after'), text]).toEqual([
          '5',
          expect.stringContaining('Beaucoup de monde'),
        ])
      return status
    }),
  )
  await held
  expect([...new Set(statuses)].sort()).toEqual([200, 503])
})
