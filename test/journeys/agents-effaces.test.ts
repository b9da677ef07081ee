import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eraseAgents, NOMMENT } from '../../src/features/agents/erase-agents.ts'
import { inTransaction } from '../../src/platform/db/database.ts'
import { appendJournal } from '../../src/platform/journal/journal.ts'
import type { AgentActor } from '../../src/platform/session/actor.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertAgent, insertDemandes, insertUsager } from '../support/demandes.ts'

const clock = createTestClock('2026-11-23T09:00:00Z')
let base: TestDatabase
let agent: AgentActor
beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())
beforeEach(async () => {
  clock.set('2026-11-23T09:00:00Z')
  agent = await insertAgent(base.db, 'Camille', ['aide'])
  await base.db
    .updateTable('agent')
    .set({ actif: false, ferme_le: clock.now() })
    .where('id', '=', agent.agentId)
    .execute()
})

const erase = () => eraseAgents({ db: base.db, clock })
const row = () =>
  base.db
    .selectFrom('agent')
    .select(['prenom', 'email_normalise', 'actif'])
    .where('id', '=', agent.agentId)
    .executeTakeFirstOrThrow()
const said = async () =>
  (await base.db.selectFrom('journal').select('action').where('objet_id', '=', agent.agentId).execute()).map(
    ({ action }) => action,
  )

/** What holds an agent and shows nobody's demande: it goes with the access, or is for everybody and is signed by no name. */
const ELSEWHERE = [
  'actualite.modifiee_par',
  'agent_demarche.agent_id',
  'anonymat_agent.agent_id',
  'anonymat_agent.decide_par',
  'cle_d_acces.agent_id',
  'conditions_brouillon.modifie_par',
  'conditions_version.publiee_par',
  'epreuve.agent_id',
  'fermeture.notee_par',
  'filtre_enregistre.agent_id',
  'modele_de_message.modifie_par',
  'ouverture_decidee.decidee_par',
  'preference_agent.agent_id',
  'presence.agent_id',
  'session.agent_id',
  'sondage.modifie_par',
  'televersement.agent_id',
  'tour_agent.agent_id',
  'tour_de_role.modifie_par',
]

test('whatever refers to an agent is known: it keeps the name, or it does not', async () => {
  const { rows } = await sql<{ place: string }>`select c.conrelid::regclass || '.' || a.attname as place
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'agent'::regclass`.execute(base.db)
  expect(rows.map(({ place }) => place).sort()).toEqual([...NOMMENT, ...ELSEWHERE].sort())
})

test('the history of a demande that is kept keeps the name of who acted, though nothing else tells of them', async () => {
  const [id = ''] = await insertDemandes(base.db, await insertUsager(base.db), 1)
  await inTransaction(base.db, (tx) =>
    appendJournal(tx, {
      ...{ le: clock.now(), acteur: agent, action: 'demande.prise-en-charge', demandeId: id },
    }),
  )
  clock.set('2028-01-10T09:00:00Z')
  await erase()
  await erase()
  expect(await row()).toMatchObject({ prenom: 'Camille', email_normalise: `efface-${agent.agentId}` })
  await base.db
    .insertInto('fin_de_conservation')
    .values({ demande_id: id, echeance: '2028-01-01', annoncee_le: clock.now() })
    .execute()
  await base.db.updateTable('demande').set({ statut: 'sans_suite' }).where('id', '=', id).execute()
  await sql`select efface_demande(${id}::uuid, '2028-01-10')`.execute(base.db)
  await erase()
  expect(await row()).toMatchObject({ prenom: 'Ancien' })
  expect(await said()).toEqual(['agent.acces-efface', 'agent.efface'])
  await erase()
  expect(await said(), 'twice').toHaveLength(2)
})

test('an export or an act on several demandes keeps the name while it is kept', async () => {
  await base.db
    .insertInto('lot')
    .values({ id: crypto.randomUUID(), agent_id: agent.agentId, acte: 'accepter', cree_le: clock.now() })
    .execute()
  clock.set('2028-01-10T09:00:00Z')
  await erase()
  expect(await row()).toMatchObject({ prenom: 'Camille' })
  await base.db.deleteFrom('lot').where('agent_id', '=', agent.agentId).execute()
  await erase()
  expect(await row()).toMatchObject({ prenom: 'Ancien' })
})

test('an agent who comes back at that very moment loses nothing', async () => {
  clock.set('2028-01-10T09:00:00Z')
  const avant = await row()
  const renewal = new pg.Client({ connectionString: base.url })
  await renewal.connect()
  await renewal.query('begin')
  await renewal.query('update agent set actif = true, ferme_le = null where id = $1', [agent.agentId])
  const erased = erase()
  const waits = async () =>
    (
      await renewal.query(
        'select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
      )
    ).rows.length
  while ((await waits()) === 0) await wait(10)
  await renewal.query('commit')
  await renewal.end()
  await erased
  expect(await row()).toEqual({ ...avant, actif: true })
  expect(await said()).toEqual([])
})
