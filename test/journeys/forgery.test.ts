import { afterAll, beforeAll, expect, test } from 'vitest'
import { nonceAt, STEP_SECONDS } from '../../src/platform/session/nonce.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { claimsOf, header, makeKeys, signProof } from '../support/proof-maker.ts'
import { createRawClient, type RawClient } from '../support/raw-client.ts'
import {
  CLOCKS,
  copiesOf,
  FORGERIES,
  type Forgery,
  type OpenSession,
  type Stolen,
} from './forgery.families.ts'

const PATH = '/espace/demarches/pack-rentree/commencer'
const PER_FAMILY = 330
const clock = createTestClock()
let base: TestDatabase
let portal: Portal
let client: RawClient
let stolen: Stolen
let faults = ''

const send = ({ authorization, dpop, headers, path = PATH, ...rest }: Forgery) =>
  client.send({ path, ...rest, headers: { ...headers, authorization, dpop } })

async function open(email: string): Promise<OpenSession> {
  const keys = makeKeys()
  const body = new URLSearchParams({ email, motDePasse: MOT_DE_PASSE }).toString()
  const to = { origin: portal.origin, method: 'POST', path: '/connexion', body }
  const { ath: _, ...claims } = claimsOf(to, { token: '', nonce: portal.context.nonces.current() })
  const answer = await send({ path: to.path, body, dpop: signProof(keys, header(keys), claims) })
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${answer.text}`)
  return { keys, token: (JSON.parse(answer.text) as { jeton: string }).jeton }
}
const signed = ({ keys, token }: OpenSession, path: string): Forgery => ({
  path,
  authorization: `DPoP ${token}`,
  dpop: signProof(
    keys,
    header(keys),
    claimsOf(
      { origin: portal.origin, method: 'POST', path, body: '' },
      { token, nonce: portal.context.nonces.current() },
    ),
  ),
})
const brouillons = async (): Promise<number> =>
  (await portal.context.db.selectFrom('brouillon').select('id').execute()).length
const sweep = () => portal.context.db.deleteFrom('brouillon').execute()

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, {
    clock,
    worker: false,
    onLog: (line) => {
      if (/"level":(50|60)/.test(line)) faults += line
    },
  })
  client = createRawClient(portal.origin)
  for (const name of ['titulaire', 'autre', 'sortie', 'absente'])
    await portal.acceptConditions(await portal.addUsager(`${name}@exemple.fr`), 'pack-rentree')
  const idle = await open('absente@exemple.fr')
  const oldNonces: string[] = []
  for (let minute = 0; minute < 31; minute += 1) {
    oldNonces.push(portal.context.nonces.current())
    clock.advance(STEP_SECONDS * 1000)
  }
  const nonce = portal.context.nonces.current()
  // Two steps ahead, as a process with a wrong clock would make it; and one of another key.
  clock.advance(2 * STEP_SECONDS * 1000)
  oldNonces.push(portal.context.nonces.current(), nonceAt(Buffer.alloc(32), '1', 1))
  clock.advance(-2 * STEP_SECONDS * 1000)
  // The last one is the step just before: it still counts.
  oldNonces.splice(30, 1)
  const holder = await open('titulaire@exemple.fr')
  const other = await open('autre@exemple.fr')
  const ended = await open('sortie@exemple.fr')
  expect((await send(signed(ended, '/deconnexion'))).status).toBe(204)
  const first = signed(holder, PATH)
  expect((await send(first)).status).toBe(204)
  await sweep()
  stolen = {
    ...{ origin: portal.origin, path: PATH, nonce, oldNonces, holder, other, ended, idle },
    spent: String(first.dpop),
  }
}, 60_000)
afterAll(async () => {
  client.close()
  await portal.stop()
  await base.drop()
})

let sent = 0
const families = Object.entries(FORGERIES)

test.each(families)('%s: refused, every time', async (_, forge) => {
  const answers: Record<number, number> = {}
  for (let round = 0; round < PER_FAMILY; round += 30) {
    const batch = Array.from({ length: Math.min(30, PER_FAMILY - round) }, (_, at) => {
      return send({ authorization: `DPoP ${stolen.holder.token}`, ...forge(stolen, round + at) })
    })
    for (const { status } of await Promise.all(batch)) answers[status] = (answers[status] ?? 0) + 1
    sent += batch.length
  }
  expect(answers).toEqual({ 401: PER_FAMILY })
  expect(await brouillons()).toBe(0)
})

test.each(CLOCKS.flatMap((seconds) => [4, 16].map((copies) => [seconds, copies] as const)))(
  'a clock %i seconds wrong, %i copies at once: one of them counts',
  async (seconds, copies) => {
    for (let round = 0; round < 20; round += 1) {
      const proofs = copiesOf(stolen, seconds, copies)
      const authorization = `DPoP ${stolen.holder.token}`
      const answers = await Promise.all(proofs.map((dpop) => send({ authorization, dpop })))
      sent += copies
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(copies - 1)
      expect(await brouillons()).toBe(1)
      await sweep()
    }
  },
)

test('a sign-in sent sixteen times at once opens one session', async () => {
  const keys = makeKeys()
  const body = new URLSearchParams({ email: 'autre@exemple.fr', motDePasse: MOT_DE_PASSE }).toString()
  const to = { origin: portal.origin, method: 'POST', path: '/connexion', body }
  const { ath: _, ...claims } = claimsOf(to, { token: '', nonce: portal.context.nonces.current() })
  const sessions = async () => (await portal.context.db.selectFrom('session').select('id').execute()).length
  const before = await sessions()
  const copy = { path: to.path, body, dpop: signProof(keys, header(keys), claims) }
  const answers = await Promise.all(Array.from({ length: 16 }, () => send(copy)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(15).fill(401)])
  expect(await sessions()).toBe(before + 1)
})

test('the holder and the other person are still signed in; more than 20,000 requests, no fault', async () => {
  expect((await send(signed(stolen.holder, PATH))).status).toBe(204)
  expect((await send(signed(stolen.other, PATH))).status).toBe(204)
  expect(families.length).toBeGreaterThanOrEqual(40)
  expect(sent).toBeGreaterThanOrEqual(20_000)
  expect(faults).toBe('')
})
