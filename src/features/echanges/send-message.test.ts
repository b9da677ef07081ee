import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { insertAgent, insertDemandes, insertUsager, usagerActor } from '../../../test/support/demandes.ts'
import type { AgentActor, UsagerActor } from '../../platform/session/actor.ts'
import { countALire, echangePourAgent, messagesALire, nonLusDe } from './comptoir.query.ts'
import { echangeDe, MESSAGES_PAR_PAGE } from './echange.query.ts'
import type { LectureDeps } from './echanges-deps.ts'
import { echangesJobs } from './jobs.ts'
import { openMessage } from './lock-message.ts'
import { EchangeIntrouvable } from './refusals.ts'
import { MAX_PAR_HEURE, sendMessage } from './send-message.ts'
import { writeNote } from './write-note.ts'

const DAY = 86_400_000
const clock = createTestClock()
let base: TestDatabase
let deps: LectureDeps
let agent: AgentActor
let ailleurs: AgentActor
let anne: UsagerActor
let autre: UsagerActor
let demandeId: string
let reference: string

const nonLus = async (id: string): Promise<number | undefined> =>
  (await sql<{ nombre: number }>`select ${nonLusDe(sql`${id}::uuid`)} as nombre`.execute(base.db)).rows[0]
    ?.nombre

beforeAll(async () => {
  base = await createTestDatabase()
  deps = {
    db: base.db,
    clock,
    reglesDEchange: { estFinal: (statut) => statut === 'acceptee', joursApresLaFin: 60 },
  }
  agent = await insertAgent(base.db, 'Inès', ['aide'])
  ailleurs = await insertAgent(base.db, 'Luc', ['carte'])
})
afterAll(() => base.drop())
beforeEach(async () => {
  clock.set('2026-11-23T09:00:00Z')
  anne = usagerActor(await insertUsager(base.db))
  autre = usagerActor(await insertUsager(base.db, 'Jean'))
  demandeId = (await insertDemandes(base.db, anne.usagerId, 1))[0] ?? ''
  reference = (
    await base.db
      .selectFrom('demande')
      .select('reference')
      .where('id', '=', demandeId)
      .executeTakeFirstOrThrow()
  ).reference
})

const send = (qui: UsagerActor | AgentActor, texte: string, cle: string = crypto.randomUUID()) =>
  sendMessage(deps, qui, { reference, cle, texte })
const messages = () =>
  base.db.selectFrom('message').selectAll().where('demande_id', '=', demandeId).orderBy('id').execute()
const told = () =>
  base.db.selectFrom('notification').select('genre').where('demande_id', '=', demandeId).execute()

describe('a message', () => {
  test('from the person: kept as it was typed, journaled, and the agents have one to read', async () => {
    const before = await countALire(base.db, ['aide'])
    expect(await send(anne, '<b>Bonjour</b>\n')).toBeUndefined()
    expect(await messages()).toMatchObject([{ auteur: 'usager', texte: '<b>Bonjour</b>', lu_le: null }])
    expect(await told()).toEqual([])
    expect(await messagesALire(base.db, ['aide'])).toContainEqual(
      expect.objectContaining({ reference, nombre: 1, depuis: clock.now() }),
    )
    expect(await messagesALire(base.db, ['carte'])).toEqual([])
    expect(await countALire(base.db, ['aide'])).toBe(before + 1)
    expect(await countALire(base.db, ['carte'])).toBe(0)
    expect(await countALire(base.db, [])).toBe(0)
    expect(await nonLus(demandeId)).toBe(1)
    const lines = base.db.selectFrom('journal').select('action').where('demande_id', '=', demandeId)
    expect(await lines.execute()).toEqual([{ action: 'message.envoye' }])
  })

  test('from an agent: the person is told', async () => {
    expect(await send(agent, 'Bonjour.')).toBeUndefined()
    expect(await told()).toEqual([{ genre: 'message.recu' }])
  })

  test.each([
    ['the person', () => anne],
    ['an agent', () => agent],
  ])('clicked twice, or four times at once, by %s: one', async (_who, qui) => {
    const cle = crypto.randomUUID()
    await Promise.all([1, 2, 3, 4].map(() => send(qui(), 'Bonjour.', cle)))
    expect(await send(qui(), ' Bonjour.\r\n', cle)).toBeUndefined()
    expect(await messages()).toHaveLength(1)
    expect((await told()).length).toBeLessThanOrEqual(1)
  })

  test('the same key with other words overwrites nothing, and says so', async () => {
    const cle = crypto.randomUUID()
    await send(anne, 'Bonjour.', cle)
    expect(await send(anne, 'Au revoir.', cle)).toEqual({ dejaParti: true })
    expect(await messages()).toMatchObject([{ texte: 'Bonjour.' }])
  })

  test('somebody else’s demande, démarche or key does not exist', async () => {
    const cle = crypto.randomUUID()
    await send(anne, 'Bonjour.', cle)
    for (const [qui, key] of [
      [autre, crypto.randomUUID()],
      [ailleurs, crypto.randomUUID()],
      [agent, cle],
      [anne, 'pas-une-cle'],
    ] as const)
      await expect(send(qui, 'Bonjour.', key)).rejects.toThrow(EchangeIntrouvable)
    await expect(echangeDe(deps, autre, reference)).rejects.toThrow(EchangeIntrouvable)
    await expect(echangeDe(deps, ailleurs, reference)).rejects.toThrow(EchangeIntrouvable)
    expect(await messages()).toHaveLength(1)
  })

  test.each([
    ['a megabyte', 'a'.repeat(1_048_576)],
    ['nothing', ''],
  ])('%s is refused and leaves no trace', async (_what, texte) => {
    expect(await send(anne, texte)).toEqual({ erreur: expect.any(String) })
    expect(await messages()).toEqual([])
  })

  test('an agent cannot send a variable that was left', async () => {
    expect(await send(agent, 'Avant le {date_limite}.')).toEqual({
      erreur: expect.stringContaining('{date_limite}'),
    })
    expect(await send(anne, 'Que veut dire {date_limite} ?')).toBeUndefined()
  })

  test('sixty days after the end, nobody writes any more', async () => {
    await base.db
      .updateTable('demande')
      .set({ statut: 'acceptee', statut_depuis: clock.now() })
      .where('id', '=', demandeId)
      .execute()
    clock.advance(60 * DAY - 1)
    expect(await send(anne, 'Merci.')).toBeUndefined()
    clock.advance(1)
    expect(await send(anne, 'Encore.')).toEqual({ erreur: expect.stringContaining('passé') })
    expect((await echangeDe(deps, anne, reference)).closDepuis).toEqual(clock.now())
  })

  test('a script is stopped; an hour later the person may write', async () => {
    for (let i = 0; i < MAX_PAR_HEURE; i += 1) await send(anne, `Message ${i}`)
    expect(await send(anne, 'Un de plus')).toEqual({ erreur: expect.any(String) })
    clock.advance(DAY / 24 + 1)
    expect(await send(anne, 'Un de plus')).toBeUndefined()
  })
})

describe('reading', () => {
  test('is noted once, by the other side only', async () => {
    await send(anne, 'Bonjour.')
    await send(agent, 'Bonjour à vous.')
    const luLe = async () => (await messages()).map(({ auteur, lu_le }) => [auteur, lu_le])
    clock.advance(60_000)
    await echangeDe(deps, anne, reference)
    const first = clock.now()
    expect(await luLe()).toEqual(
      expect.arrayContaining([
        ['usager', null],
        ['agent', first],
      ]),
    )
    clock.advance(60_000)
    await echangeDe(deps, anne, reference)
    await echangeDe(deps, agent, reference)
    expect(await luLe()).toEqual(
      expect.arrayContaining([
        ['usager', clock.now()],
        ['agent', first],
      ]),
    )
    const unread = base.db.selectFrom('notification').select('id').where('lue_le', 'is', null)
    expect(await unread.where('demande_id', '=', demandeId).execute()).toEqual([])
    expect(await messagesALire(base.db, ['aide'])).not.toContainEqual(expect.objectContaining({ reference }))
  })

  test('page after page, each message once, oldest first on each', async () => {
    for (let i = 0; i < MESSAGES_PAR_PAGE + 3; i += 1) {
      await send(agent, `n° ${i}`)
      clock.advance(1)
    }
    const last = await echangeDe(deps, anne, reference)
    const before = await echangeDe(deps, anne, reference, last.plusAnciens ?? '')
    const read = [...before.messages, ...last.messages].map(({ texte }) => texte)
    expect(read).toEqual(Array.from({ length: MESSAGES_PAR_PAGE + 3 }, (_, i) => `n° ${i}`))
    expect(before.plusAnciens).toBeNull()
  })
})

describe('notes between agents', () => {
  const note = (qui: AgentActor, texte: string, cle: string = crypto.randomUUID()) =>
    writeNote(deps, qui, { reference, cle, texte })

  test('once for a click twice, for the agents of the démarche', async () => {
    const cle = crypto.randomUUID()
    await Promise.all([note(agent, 'Vu.', cle), note(agent, 'Vu.', cle)])
    await note(agent, 'Vu.', cle)
    await expect(note(ailleurs, 'Vu.')).rejects.toThrow(EchangeIntrouvable)
    expect((await echangePourAgent(deps, agent, reference)).notes).toMatchObject([
      { texte: 'Vu.', par: 'Inès Rolland' },
    ])
    expect(JSON.stringify(await echangeDe(deps, anne, reference))).not.toContain('Vu.')
  })

  test('cannot be changed by the application', async () => {
    await note(agent, 'Vu.')
    const change = base.db.updateTable('note_interne').set({ texte: 'x' }).where('demande_id', '=', demandeId)
    await expect(change.execute()).rejects.toThrow(/permission denied/)
  })
})

test('a message that was begun and left goes after thirty days; one that was sent stays', async () => {
  const cle = crypto.randomUUID()
  await base.db
    .transaction()
    .execute((tx) =>
      openMessage(tx, anne, { demande: { id: demandeId, demarche: 'aide' }, id: cle, le: clock.now() }),
    )
  await send(anne, 'Bonjour.')
  const jobs = echangesJobs(deps)
  clock.advance(29 * DAY)
  await jobs['message:purge']?.({})
  expect(await messages()).toHaveLength(2)
  clock.advance(2 * DAY)
  await jobs['message:purge']?.({})
  expect(await messages()).toMatchObject([{ texte: 'Bonjour.' }])
})
