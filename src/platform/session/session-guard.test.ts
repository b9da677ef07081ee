import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { SignedClient } from '../../../test/support/signed-client.ts'
import { inTransaction } from '../db/database.ts'
import { EVERY_AGENT } from '../http/access.ts'
import { type Nonces, openNonces } from './nonce.ts'
import { createPeople, type People } from './people.fixture.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { guardSessions, verifySignInProof, wipeBrowser } from './session-guard.ts'
import { endSession, openSession } from './session-store.ts'

const ORIGIN = 'https://portail.example'
const clock = createTestClock()
let database: TestDatabase
let nonces: Nonces
let people: People
let web: FastifyInstance
let address: string
const faults: unknown[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  people = await createPeople(database.db)
  nonces = await openNonces(database.db, clock, Buffer.alloc(32, 1), (error) => faults.push(error))
  web = buildWeb()
  addRoutes(web)
  address = await web.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(() => {
  faults.length = 0
})
afterAll(async () => {
  nonces.close()
  await web.close()
  await database.drop()
})

function buildWeb(): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true })
  addSecurityHeaders(app, ORIGIN)
  guardSessions(app, {
    db: database.db,
    clock,
    nonces,
    publicOrigin: ORIGIN,
    shell: (_request, reply) => reply.type('text/html').send('coquille'),
    notFound: (_request, reply) => reply.code(404).send('introuvable'),
    onError: (error) => faults.push(error),
  })
  return app
}

function addRoutes(app: FastifyInstance): void {
  const who = async (request: { actor: unknown }) => request.actor
  app.get('/', { config: { access: 'public' } }, who)
  app.get('/espace', { config: { access: 'usager' } }, who)
  app.post('/espace', { config: { access: 'usager' } }, async (request) => request.body ?? null)
  app.put('/espace/piece', { config: { access: 'usager' } }, async (request) => ({
    recu: (request.body as Buffer).length,
  }))
  app.get('/agents', { config: { access: EVERY_AGENT } }, who)
  app.get('/agents/comptes', { config: { access: { agent: ['administrateur'] } } }, who)
  app.post('/connexion', { config: { access: 'public' } }, async (request, reply) => {
    const proof = await verifySignInProof(request, reply, { nonces, publicOrigin: ORIGIN })
    if (!proof) return reply
    const { acteur } = request.body as { acteur: 'usager' | 'agent' }
    const jeton = await inTransaction(database.db, (tx) =>
      openSession(tx, {
        acteur,
        id: acteur === 'usager' ? people.usagerId : people.agentId,
        thumbprint: proof.thumbprint,
        postePartage: false,
        appareil: '',
        depuis: clock.now(),
        reseau: Buffer.alloc(32),
        le: clock.now(),
      }),
    )
    return { jeton, versLaPage: '/espace' }
  })
  app.post('/espace/deconnexion', { config: { access: 'usager' } }, async (request, reply) => {
    if (request.actor.kind === 'anonyme') throw new Error('unreachable')
    const { sessionId } = request.actor
    await inTransaction(database.db, (tx) => endSession(tx, sessionId, clock.now()))
    return wipeBrowser(reply).code(204).send()
  })
}

async function signedIn(acteur: 'usager' | 'agent'): Promise<SignedClient> {
  const client = new SignedClient(address, ORIGIN)
  const { status } = await client.signIn('/connexion', { acteur })
  expect(status).toBe(200)
  return client
}

/** One raw request, signed or not, that repairs nothing. */
async function raw(path: string, headers: [string, string][], method = 'GET', body?: string) {
  const response = await fetch(address + path, { method, headers, ...(body === undefined ? {} : { body }) })
  return {
    status: response.status,
    error: response.headers.get('www-authenticate'),
    text: await response.text(),
    headers: response.headers,
  }
}

test('a usager signs in, acts, signs out; the session is over at once', async () => {
  const client = await signedIn('usager')
  expect(JSON.parse((await client.get('/espace')).text)).toMatchObject({ usagerId: people.usagerId })
  const saved = await client.post('/espace', { nom: 'D’Arc-Été', choix: ['a', 'b'] })
  expect(JSON.parse(saved.text)).toEqual({ nom: 'D’Arc-Été', choix: ['a', 'b'] })
  const chunk = await client.put('/espace/piece?debut=0', Buffer.alloc(1_048_576, 7))
  expect(JSON.parse(chunk.text)).toEqual({ recu: 1_048_576 })
  const left = await client.post('/espace/deconnexion')
  expect(left.status).toBe(204)
  expect(left.headers.get('clear-site-data')).toBe('"cache", "storage"')
  const after = await client.get('/espace')
  expect(after.status).toBe(401)
  expect(after.headers.get('www-authenticate')).toContain('invalid_token')
  expect(client.setCookies).toEqual([])
})

test('what an address answers to somebody unknown', async () => {
  const html = await raw('/espace', [['accept', 'text/html']])
  expect([html.status, html.text]).toEqual([200, 'coquille'])
  const data = await raw('/espace', [['accept', 'application/json']])
  expect([data.status, data.error]).toEqual([401, 'DPoP error="invalid_token", algs="ES256"'])
  expect((await raw('/espace', [['accept', 'text/html']], 'POST')).status).toBe(401)
  expect((await raw('/', [])).text).toBe('{"kind":"anonyme"}')
})

test('a public address looks at no session', async () => {
  const client = await signedIn('usager')
  const proof = await client.proof('GET', '/')
  const answer = await raw('/', [
    ['authorization', `DPoP ${client.token}`],
    ['dpop', proof],
  ])
  expect(answer.text).toBe('{"kind":"anonyme"}')
  expect(answer.headers.get('dpop-nonce')).toBeNull()
})

test('the other side of the counter does not exist', async () => {
  const usager = await signedIn('usager')
  const agent = await signedIn('agent')
  expect((await agent.get('/agents')).status).toBe(200)
  expect((await usager.get('/agents')).status).toBe(404)
  expect((await agent.get('/espace')).status).toBe(404)
  expect((await agent.get('/agents/comptes')).status).toBe(404)
})

test('each answer brings a nonce; a stale one is asked for again', async () => {
  const client = await signedIn('usager')
  const first = await client.get('/espace')
  expect(nonces.accepts(first.headers.get('dpop-nonce') ?? '')).toBe(true)
  clock.advance(10 * 60_000)
  const proof = await client.proof('GET', '/espace')
  const stale = await raw('/espace', [
    ['authorization', `DPoP ${client.token}`],
    ['dpop', proof],
  ])
  expect(stale.error).toContain('use_dpop_nonce')
  expect((await client.get('/espace')).status).toBe(200)
})

test('a proof that changes something serves once; one that reads may be read again', async () => {
  const client = await signedIn('usager')
  await client.get('/espace')
  const send = async (method: string, proof: string, body?: string) => {
    const headers: [string, string][] = [
      ['authorization', `DPoP ${client.token}`],
      ['dpop', proof],
    ]
    if (body !== undefined) headers.push(['content-type', 'application/x-www-form-urlencoded'])
    return raw('/espace', headers, method, body)
  }
  const change = await client.proof('POST', '/espace', Buffer.from('a=1'))
  const answers = await Promise.all([1, 2, 3, 4].map(() => send('POST', change, 'a=1')))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  const tampered = await client.proof('POST', '/espace', Buffer.from('a=1'))
  expect((await send('POST', tampered, 'a=2')).status).toBe(401)
  const read = await client.proof('GET', '/espace')
  expect((await send('GET', read)).status).toBe(200)
  expect((await send('GET', read)).status).toBe(200)
  expect((await send('POST', read, 'a=1')).status).toBe(401)
})

test('a sign-in proof serves once too', async () => {
  const client = await signedIn('usager')
  await client.get('/espace')
  const bare = new SignedClient(address, ORIGIN)
  await bare.post('/connexion', { acteur: 'usager' })
  const body = 'acteur=usager'
  const proof = await bare.proof('POST', '/connexion', Buffer.from(body))
  const headers: [string, string][] = [
    ['dpop', proof],
    ['content-type', 'application/x-www-form-urlencoded'],
  ]
  expect((await raw('/connexion', headers, 'POST', body)).status).toBe(200)
  const again = await raw('/connexion', headers, 'POST', body)
  expect([again.status, again.error]).toEqual([401, 'DPoP error="invalid_dpop_proof", algs="ES256"'])
})

test('a stolen token is worth nothing: another key, no proof, or two', async () => {
  const client = await signedIn('usager')
  await client.get('/espace')
  const thief = await signedIn('usager')
  await thief.get('/espace')
  const authorization: [string, string] = ['authorization', `DPoP ${client.token}`]
  const proof = await client.proof('GET', '/espace')
  const cases: [string, string][][] = [
    [authorization],
    [authorization, ['dpop', await thief.proof('GET', '/espace')]],
    [authorization, ['dpop', proof], ['dpop', proof]],
    [['authorization', `Bearer ${client.token}`]],
    [
      ['authorization', `DPoP ${'x'.repeat(43)}`],
      ['dpop', proof],
    ],
    [
      ['authorization', `DPoP ${'x'.repeat(5_000)}`],
      ['dpop', proof],
    ],
  ]
  for (const headers of cases) expect((await raw('/espace', headers)).status).toBe(401)
  expect((await raw('/espace', [authorization, ['dpop', proof]])).status).toBe(200)
})

test('a proof for the host that the client names, not for ours, is refused', async () => {
  const client = await signedIn('usager')
  await client.get('/espace')
  const deceived = new SignedClient(address, address)
  const proof = await deceived.proof('GET', '/espace')
  expect(
    (
      await raw('/espace', [
        ['authorization', `DPoP ${client.token}`],
        ['dpop', proof],
      ])
    ).status,
  ).toBe(401)
})

test('after the base crashed, a proof seen before cannot be spent again', async () => {
  const client = await signedIn('usager')
  await client.get('/espace')
  const proof = await client.proof('POST', '/espace', Buffer.from('a=1'))
  const headers: [string, string][] = [
    ['authorization', `DPoP ${client.token}`],
    ['dpop', proof],
    ['content-type', 'application/x-www-form-urlencoded'],
  ]
  expect((await raw('/espace', headers, 'POST', 'a=1')).status).toBe(200)
  await sql`truncate preuve_pair`.execute(database.db)
  await sql`truncate preuve_impair`.execute(database.db)
  await sql`delete from epoque_nonce`.execute(database.db)
  expect((await raw('/espace', headers, 'POST', 'a=1')).error).toContain('use_dpop_nonce')
  expect((await client.post('/espace', { a: '1' })).status).toBe(200)
})

test('a body that would hold everybody up is refused', async () => {
  const body = 'a&'.repeat(100_000)
  const start = performance.now()
  const signIn = await raw(
    '/connexion',
    [['content-type', 'application/x-www-form-urlencoded']],
    'POST',
    body,
  )
  expect(signIn.status).toBe(413)
  expect(performance.now() - start).toBeLessThan(2_000)
  const json = await raw('/connexion', [['content-type', 'application/json']], 'POST', '{}')
  expect(json.status).toBe(415)
})

test('a route that declares no access stops the start-up', () => {
  const app = buildWeb()
  expect(() => app.get('/oubliee', async () => '')).toThrow(/\/oubliee declares no access/)
})

test('every answer carries the headers, with HSTS only over https', async () => {
  for (const path of ['/', '/espace', '/inconnu']) {
    const { headers } = await raw(path, [['accept', 'text/html']])
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; " +
        "require-trusted-types-for 'script'; trusted-types espace",
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('permissions-policy')).toContain('publickey-credentials-get=(self)')
    expect(headers.getSetCookie()).toEqual([])
  }
  const plain = Fastify()
  addSecurityHeaders(plain, 'http://localhost:3000')
  plain.get('/', async () => '')
  expect((await plain.inject('/')).headers['strict-transport-security']).toBeUndefined()
})

test('the last action is noted beside the answer', async () => {
  const client = await signedIn('usager')
  clock.advance(2 * 60_000)
  expect((await client.get('/espace')).status).toBe(200)
  const latest = () => sql<{ vue: Date }>`select max(vue_le) as vue from session`.execute(database.db)
  await expect.poll(async () => (await latest()).rows[0]?.vue).toEqual(clock.now())
  expect(faults).toEqual([])
})
