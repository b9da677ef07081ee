import { createHash } from 'node:crypto'
import { generateKeyPair, generateProof, type KeyPair } from 'dpop'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LOCK_RULES } from '../../src/platform/session/lockout.ts'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startPackRentree } from '../support/family.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'

const START = '2026-11-23T09:00:00Z'
const MINUTE = 60_000
const FORM = 'application/x-www-form-urlencoded'
const COMMENCER = '/espace/demarches/pack-rentree/commencer'
let base: TestDatabase
let portal: Portal
let clock: TestClock
let email: string
let people = 0

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock(START)
  portal = await startPortal(base.url, { clock, worker: false })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})
beforeEach(async () => {
  clock.set(START)
  people += 1
  email = `personne-${people}@exemple.fr`
  await portal.acceptConditions(await portal.addUsager(email), 'pack-rentree')
})

/** A session whose every part lies open, for requests that no browser of ours would send. */
interface OpenSession {
  keys: KeyPair
  token: string
  nonce: string
}
const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(portal.origin + path, { redirect: 'manual', ...init })
const digest = (body: string): string => createHash('sha256').update(body).digest('base64url')

async function open(fields: Record<string, string> = {}): Promise<OpenSession> {
  const keys = await generateKeyPair('ES256')
  const body = new URLSearchParams({ email, motDePasse: MOT_DE_PASSE, ...fields }).toString()
  const enter = async (nonce?: string): Promise<Response> => {
    const dpop = await generateProof(keys, `${portal.origin}/connexion`, 'POST', nonce, undefined, {
      bd: digest(body),
    })
    return call('/connexion', { method: 'POST', body, headers: { dpop, 'content-type': FORM } })
  }
  const nonce = (await enter()).headers.get('dpop-nonce') ?? ''
  const answer = await enter(nonce)
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`)
  return { keys, token: ((await answer.json()) as { jeton: string }).jeton, nonce }
}

interface Signed {
  htm: string
  htu: string
  keys: KeyPair
  /** The token that the proof is made for. */
  token: string | undefined
  nonce: string | undefined
  bd: string | undefined
}
function proofOf(session: OpenSession, change: Partial<Signed>): Promise<string> {
  const signed: Signed = {
    ...{ htm: 'POST', htu: portal.origin + COMMENCER, bd: digest('') },
    ...session,
    ...change,
  }
  const extra = signed.bd === undefined ? undefined : { bd: signed.bd }
  return generateProof(signed.keys, signed.htu, signed.htm, signed.nonce, signed.token, extra)
}
/** Begins a Pack rentrée, with whatever headers. */
const begin = (headers: Record<string, string>, body = ''): Promise<Response> =>
  call(COMMENCER, { method: 'POST', body, headers: { 'content-type': FORM, ...headers } })
const authorization = ({ token }: OpenSession) => `DPoP ${token}`
const readEspace = async (session: OpenSession): Promise<number> => {
  const nonce = (await call('/espace', { headers: { accept: 'text/html' } })).headers.get('dpop-nonce') ?? ''
  const dpop = await proofOf(session, { htm: 'GET', htu: `${portal.origin}/espace`, nonce, bd: undefined })
  return (await call('/espace', { headers: { authorization: authorization(session), dpop } })).status
}
const brouillons = async (): Promise<number> =>
  (await portal.context.db.selectFrom('brouillon').select('id').execute()).length
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('the button pressed before the script came: a page that says so, with the address kept, and no session', async () => {
  const answer = await portal.web.inject({
    method: 'POST',
    url: '/connexion',
    headers: { 'content-type': FORM, accept: 'text/html', 'sec-fetch-mode': 'navigate' },
    payload: new URLSearchParams({ email, motDePasse: MOT_DE_PASSE }).toString(),
  })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('n’avait pas fini de se charger')
  expect(answer.body).toContain(`value="${email}"`)
  for (const never of ['jeton', MOT_DE_PASSE]) expect(answer.body).not.toContain(never)
})

describe('a proof says one thing, once', () => {
  const lies: [string, (session: OpenSession) => Promise<Partial<Signed>>, string?][] = [
    ['another method', async () => ({ htm: 'PUT' })],
    ['another path', async () => ({ htu: `${portal.origin}/espace/demandes` })],
    ['another host', async () => ({ htu: `https://ailleurs.example${COMMENCER}` })],
    ['another body', async () => ({ bd: digest('a=1') })],
    ['no body at all', async () => ({ bd: undefined })],
    ['no token', async () => ({ token: undefined })],
    ['the token of another session', async () => ({ token: (await open()).token })],
    ['a key of its own', async () => ({ keys: await generateKeyPair('ES256') })],
    ['an invented nonce', async () => ({ nonce: 'x'.repeat(22) }), 'use_dpop_nonce'],
    ['no nonce', async () => ({ nonce: undefined }), 'use_dpop_nonce'],
  ]
  test.each(lies)(
    'made for %s: refused, and nothing is done',
    async (_, lie, error = 'invalid_dpop_proof') => {
      const session = await open()
      const before = await brouillons()
      const headers = { authorization: authorization(session) }
      const refused = await begin({ ...headers, dpop: await proofOf(session, await lie(session)) })
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
        401,
        `DPoP error="${error}", algs="ES256"`,
      ])
      expect(await brouillons()).toBe(before)
      expect((await begin({ ...headers, dpop: await proofOf(session, {}) })).status).toBe(204)
      expect(await brouillons()).toBe(before + 1)
    },
  )

  test('sent again, also five times at once: one of them counts', async () => {
    const session = await open()
    const before = await brouillons()
    const headers = { authorization: authorization(session), dpop: await proofOf(session, {}) }
    const answers = await Promise.all(Array.from({ length: 5 }, () => begin(headers)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401, 401])
    expect((await begin(headers)).status).toBe(401)
    expect(await brouillons()).toBe(before + 1)
  })

  test('a body changed on its way is not kept', async () => {
    const client = await portal.usager(email)
    const address = `${await startPackRentree(client)}/vous`
    await client.get(address)
    const dpop = await client.proof('POST', address, Buffer.from('telephone=0476003838'))
    const headers = { authorization: `DPoP ${client.token}`, dpop, 'content-type': FORM }
    const changed = await call(address, { method: 'POST', headers, body: 'telephone=0800000000' })
    expect(changed.status).toBe(401)
    expect((await client.get(address)).text).not.toContain('0800000000')
    // The attempt did not spend it: what the person signed still goes through.
    expect((await call(address, { method: 'POST', headers, body: 'telephone=0476003838' })).status).toBe(422)
    expect((await client.get(address)).text).toContain('0476003838')
  })

  test('a nonce lives two minutes', async () => {
    const session = await open()
    const headers = { authorization: authorization(session) }
    clock.advance(MINUTE)
    expect((await begin({ ...headers, dpop: await proofOf(session, {}) })).status).toBe(204)
    clock.advance(MINUTE)
    const late = await begin({ ...headers, dpop: await proofOf(session, {}) })
    expect(late.headers.get('www-authenticate')).toContain('use_dpop_nonce')
    const nonce = late.headers.get('dpop-nonce') ?? ''
    expect((await begin({ ...headers, dpop: await proofOf(session, { nonce }) })).status).toBe(204)
  })
})

test('headers that are not those of a session: 401 to act, and to read', async () => {
  const [session, other] = [await open(), await open()]
  const fresh = () => proofOf(session, {})
  const token = authorization(session)
  const cases: Record<string, Record<string, string>> = {
    nothing: {},
    'a token without a proof': { authorization: token },
    'a proof without a token': { dpop: await fresh() },
    'a bearer': { authorization: `Bearer ${session.token}`, dpop: await fresh() },
    'two proofs': { authorization: token, dpop: `${await fresh()}, ${await fresh()}` },
    'a proof of 3 000 letters': { authorization: token, dpop: 'x'.repeat(3_000) },
    'no proof at all, but text': { authorization: token, dpop: 'a.b.c' },
    'the token of another session': { authorization: authorization(other), dpop: await fresh() },
    'a token in a cookie': { cookie: `jeton=${session.token}`, dpop: await fresh() },
  }
  for (const [what, headers] of Object.entries(cases)) {
    expect([what, (await begin(headers)).status]).toEqual([what, 401])
    const read = await call('/espace', { headers: { ...headers, accept: 'application/json' } })
    expect([what, read.status, await read.text()]).toEqual([
      what,
      401,
      expect.not.stringContaining('Camille'),
    ])
  }
  expect((await begin({ authorization: token, dpop: await fresh() })).status).toBe(204)
  const long = { authorization: `DPoP ${'x'.repeat(20_000)}`, dpop: await fresh() }
  expect((await begin(long)).status).toBe(431)
})

test('cookies are not looked at, and none is ever set', async () => {
  const session = await open()
  const cookie = `session=${session.token}; jeton=${session.token}; __Host-session=${session.token}`
  const cold = await call('/espace', { headers: { cookie, accept: 'text/html' } })
  const page = await cold.text()
  expect([cold.status, page.includes('data-coquille'), page.includes('Camille')]).toEqual([200, true, false])
  expect((await begin({ cookie })).status).toBe(401)
  for (const answer of [cold, await call('/'), await call('/connexion', { headers: { cookie } })])
    expect(answer.headers.getSetCookie()).toEqual([])
  const client = await portal.usager(email)
  for (const path of ['/espace', '/espace/demandes', '/nulle-part']) await client.get(path, { cookie })
  await client.post('/deconnexion')
  expect(client.setCookies).toEqual([])
})

describe('how long a session lasts, to the second', () => {
  test.each([
    ['thirty minutes without a request', {}, 30],
    ['ten on a device that others use', { postePartage: 'oui' }, 10],
  ])('%s', async (_, fields, minutes) => {
    const [spared, lost] = [await open(fields), await open(fields)]
    clock.advance(minutes * MINUTE - 1_000)
    expect(await readEspace(spared)).toBe(200)
    clock.advance(1_000)
    expect(await readEspace(lost)).toBe(401)
    // An ended session does not come back when the clock does not help it any more.
    expect(await readEspace(lost)).toBe(401)
  })

  test('signing out ends this session, at once, and no other of the same person', async () => {
    const [left, kept] = [await open(), await open()]
    const dpop = await proofOf(left, { htu: `${portal.origin}/deconnexion` })
    const out = await call('/deconnexion', {
      method: 'POST',
      body: '',
      headers: { authorization: authorization(left), dpop, 'content-type': FORM },
    })
    expect([out.status, out.headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"'])
    expect([await readEspace(left), await readEspace(kept)]).toEqual([401, 200])
  })
})

test('the lock has the figures that it says: known and unknown addresses alike, and a success ends it', async () => {
  const { echecsAvantBlocage, echecsSuivants, dureesMinutes } = LOCK_RULES
  const enter = async (who: string, motDePasse: string): Promise<[number, string]> => {
    const { status, text } = await portal.client().signIn('/connexion', { email: who, motDePasse })
    return [status, words(status === 200 ? '' : text)]
  }
  const stranger = `inconnu-${people}@exemple.fr`
  const [first = 0, second = 0, third = 0] = dureesMinutes
  const fail = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      const [known, unknown] = [await enter(email, `faux-${n}-faux`), await enter(stranger, `faux-${n}-faux`)]
      expect(known).toEqual(unknown)
      expect(known[1]).toContain('ne vont pas ensemble')
    }
  }
  await fail(echecsAvantBlocage)
  for (const [minutes, failures] of [
    [first, echecsSuivants],
    [second, echecsSuivants],
    [third, 0],
  ] as const) {
    const [known, unknown] = [await enter(email, MOT_DE_PASSE), await enter(stranger, MOT_DE_PASSE)]
    expect(known).toEqual(unknown)
    expect(known).toEqual([422, expect.stringContaining('bloquée')])
    clock.advance(minutes * MINUTE - 1_000)
    expect(await enter(email, MOT_DE_PASSE)).toEqual([422, expect.stringContaining('bloquée')])
    clock.advance(1_000)
    await fail(failures)
  }
  expect(await enter(email, MOT_DE_PASSE)).toEqual([200, ''])
  await enter(email, 'encore-un-faux')
  expect(await enter(email, MOT_DE_PASSE)).toEqual([200, ''])
})
