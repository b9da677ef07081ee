import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from '../db/database.ts'
import { createPeople, type People } from './people.fixture.ts'
import { sessionJobs } from './session-jobs.ts'
import {
  endSession,
  findSession,
  openSession,
  parkSession,
  sessionsOfUsager,
  touchSession,
} from './session-store.ts'

const clock = createTestClock('2026-11-23T09:00:00Z')
let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await createTestDatabase()
  people = await createPeople(database.db)
})
beforeEach(async () => {
  clock.set('2026-11-23T09:00:00Z')
  await sql`delete from session`.execute(database.db)
})
afterAll(() => database.drop())

type Options = { acteur?: 'usager' | 'agent'; id?: string; postePartage?: boolean; depuis?: Date }
const tryOpen = (options: Options = {}) =>
  inTransaction(database.db, (tx) =>
    openSession(tx, {
      acteur: 'usager',
      id: people.usagerId,
      thumbprint: 'empreinte',
      postePartage: false,
      appareil: 'Firefox',
      depuis: clock.now(),
      reseau: Buffer.alloc(32),
      le: clock.now(),
      ...options,
    }),
  )
const open = async (options: Options = {}): Promise<string> => {
  const token = await tryOpen(options)
  if (token === undefined) throw new Error('no session')
  return token
}
const find = (token: string) => findSession(database.db, token, clock.now())
const minutes = (n: number): number => n * 60_000

test('the token has 256 bits and is not in the base; only itself finds the session', async () => {
  const token = await open()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const { rows } = await sql<{ line: string }>`select s::text as line from session s`.execute(database.db)
  expect(rows[0]?.line).not.toContain(token)
  expect(rows[0]?.line).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  expect(await find(token)).toMatchObject({
    thumbprint: 'empreinte',
    actor: { kind: 'usager', usagerId: people.usagerId, nomAffiche: 'Anne Martin' },
  })
  expect(await find(`${token}x`)).toBeUndefined()
})

test('an agent comes with role and démarches, and no more once the account is closed', async () => {
  const token = await open({ acteur: 'agent', id: people.agentId })
  expect((await find(token))?.actor).toEqual({
    kind: 'agent',
    agentId: people.agentId,
    sessionId: expect.any(String),
    role: 'instructeur',
    demarches: ['pack-rentree'],
    nomAffiche: 'Luc Durand',
  })
  await database.db.updateTable('agent').set({ actif: false }).where('id', '=', people.agentId).execute()
  expect(await find(token)).toBeUndefined()
  await database.db.updateTable('agent').set({ actif: true }).where('id', '=', people.agentId).execute()
})

test.each([
  ['thirty minutes without action', false, 30],
  ['ten on a shared device', true, 10],
])('%s end the session', async (_name, postePartage, idle) => {
  const token = await open({ postePartage })
  clock.advance(minutes(idle) - 1_000)
  const session = await find(token)
  expect(session).toBeDefined()
  if (session) await touchSession(database.db, session, clock.now())
  clock.advance(minutes(idle) - 1_000)
  expect(await find(token)).toBeDefined()
  clock.advance(1_000)
  expect(await find(token)).toBeUndefined()
})

test('eight hours end it whatever was done', async () => {
  const token = await open()
  for (let quarter = 1; quarter < 32; quarter += 1) {
    clock.advance(minutes(15))
    const session = await find(token)
    if (!session) throw new Error(`ended after ${quarter} quarters`)
    await touchSession(database.db, session, clock.now())
  }
  clock.advance(minutes(15))
  expect(await find(token)).toBeUndefined()
})

test('the last action is noted once a minute at most', async () => {
  const token = await open()
  const seenAt = async () =>
    (await database.db.selectFrom('session').select('vue_le').executeTakeFirstOrThrow()).vue_le.toISOString()
  for (const seconds of [20, 20, 19]) {
    clock.advance(seconds * 1_000)
    const session = await find(token)
    if (session) await touchSession(database.db, session, clock.now())
  }
  expect(await seenAt()).toBe('2026-11-23T09:00:00.000Z')
  clock.advance(1_000)
  const session = await find(token)
  if (session) await touchSession(database.db, session, clock.now())
  expect(await seenAt()).toBe('2026-11-23T09:01:00.000Z')
})

test('a sixth session ends the oldest one, of this person only', async () => {
  const tokens: string[] = []
  const another = await open({ id: people.otherUsagerId })
  for (let i = 0; i < 6; i += 1) {
    tokens.push(await open())
    clock.advance(1_000)
  }
  const alive = await Promise.all(tokens.map(async (token) => (await find(token)) !== undefined))
  expect(alive).toEqual([false, true, true, true, true, true])
  expect(await find(another)).toBeDefined()
})

test('eight sign-ins at the same moment leave five sessions', async () => {
  const tokens = await Promise.all(Array.from({ length: 8 }, () => open()))
  const alive = await Promise.all(tokens.map(find))
  expect(alive.filter(Boolean)).toHaveLength(5)
})

test('an ended session is ended, twice or once', async () => {
  const token = await open()
  const id = (await find(token))?.actor.sessionId ?? ''
  await inTransaction(database.db, (tx) => endSession(tx, id, clock.now()))
  clock.advance(1_000)
  await inTransaction(database.db, (tx) => endSession(tx, id, clock.now()))
  expect(await find(token)).toBeUndefined()
  const { terminee_le } = await database.db
    .selectFrom('session')
    .select('terminee_le')
    .executeTakeFirstOrThrow()
  expect(terminee_le?.toISOString()).toBe('2026-11-23T09:00:00.000Z')
})

test('the purge keeps what still counts', async () => {
  await open()
  clock.advance(8 * 3_600_000 + 29 * 86_400_000)
  await open()
  const locks = [uuidv7(), uuidv7()].map((id) => Buffer.from(id))
  for (const [i, cle] of locks.entries()) {
    const when = new Date(clock.now().getTime() - (i + 1) * 40 * 3_600_000)
    await database.db
      .insertInto('verrou_acces')
      .values({ cle, fenetre_debut: when, modifie_le: when })
      .execute()
  }
  const purge = async () => {
    await sessionJobs({ db: database.db, clock })['session:purge']?.({})
    const sessions = await database.db.selectFrom('session').select('id').execute()
    const kept = await database.db.selectFrom('verrou_acces').select('cle').execute()
    return [sessions.length, kept.length]
  }
  expect(await purge()).toEqual([2, 1])
  clock.advance(86_400_001)
  expect(await purge()).toEqual([1, 0])
})

test.each([
  ['ninety seconds', false, 90],
  ['fifteen minutes while a payment is open', true, 900],
])(
  'a session that was left is over after %s, unless it is used before',
  async (_how, enPaiement, seconds) => {
    const [left, back] = [await open(), await open()]
    for (const token of [left, back]) {
      const session = await find(token)
      if (!session) continue
      await parkSession(database.db, { sessionId: session.actor.sessionId, now: clock.now(), enPaiement })
    }
    clock.advance((seconds - 1) * 1_000)
    const session = await find(back)
    expect(session?.quittee).toBe(true)
    if (session) await touchSession(database.db, session, clock.now())
    clock.advance(1_000)
    expect([await find(left), (await find(back))?.quittee]).toEqual([undefined, false])
    if (session)
      await inTransaction(database.db, (tx) => endSession(tx, session.actor.sessionId, clock.now()))
    expect(await sessionsOfUsager(database.db, people.usagerId, clock.now())).toHaveLength(0)
  },
)

test('a sign-in that began before a freeze, a new password or a dismissal opens nothing', async () => {
  const { usagerId, agentId } = people
  const before = clock.now()
  clock.advance(1_000)
  const set = (change: { gele_le?: Date | null; mot_de_passe_le?: Date }) =>
    database.db.updateTable('usager').set(change).where('id', '=', usagerId).execute()
  await set({ mot_de_passe_le: clock.now() })
  expect(await tryOpen({ depuis: before })).toBeUndefined()
  expect(await tryOpen()).toBeDefined()
  await set({ gele_le: clock.now() })
  expect(await tryOpen()).toBeUndefined()
  await set({ gele_le: null })
  await database.db.updateTable('agent').set({ actif: false }).where('id', '=', agentId).execute()
  expect(await tryOpen({ acteur: 'agent', id: agentId })).toBeUndefined()
  await database.db.updateTable('agent').set({ actif: true }).where('id', '=', agentId).execute()
  expect(await tryOpen({ acteur: 'agent', id: agentId })).toBeDefined()
})
