import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { type Portal, startPortal } from '../../../test/support/portal.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { verifyJournal } from '../../platform/journal/verify-journal.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { BaseHabitee, peupleBase } from './peuple-base.ts'

const MOT_DE_PASSE = 'lavande-vercors-noisette-42'
const peuplement = { usagers: 60, demandes: 400, graine: 7, motDePasse: MOT_DE_PASSE }
const unJour = { clock: createTestClock('2026-11-23T09:00:00Z') }

const bases: TestDatabase[] = []
const portals: Portal[] = []
const open = async (when: { clock?: Clock } = {}): Promise<Portal> => {
  const base = await createTestDatabase()
  const portal = await startPortal(base.url, { ...when, worker: false })
  bases.push(base)
  portals.push(portal)
  return portal
}
let portal: Portal
beforeAll(async () => {
  portal = await open()
  await peupleBase(portal.context, peuplement)
})
afterAll(async () => {
  for (const one of portals) await one.stop()
  for (const one of bases) await one.drop()
})

/** What was drawn, without the ids of the agents, which are made at each run. */
const drawn = async ({ context: { db } }: Portal) => ({
  demandes: await db
    .selectFrom('demande')
    .select(['id', 'reference', 'usager_id', 'statut', 'deposee_le', 'statut_depuis', 'reponses'])
    .orderBy('id')
    .execute(),
  usagers: await db.selectFrom('usager').select(['id', 'prenom', 'nom', 'adresse']).orderBy('id').execute(),
})

test('the same seed gives the same people and demandes, another one others', {
  timeout: 60_000,
}, async () => {
  const one = await open(unJour)
  await peupleBase(one.context, peuplement)
  const first = await drawn(one)
  expect([first.usagers.length, first.demandes.length]).toEqual([60, 400])
  const again = await open(unJour)
  await peupleBase(again.context, peuplement)
  expect(await drawn(again)).toEqual(first)
  const other = await open(unJour)
  await peupleBase(other.context, { ...peuplement, graine: 8 })
  expect((await drawn(other)).demandes[0]).not.toEqual(first.demandes[0])
})

test('the journal tells what the demandes say, and holds', async () => {
  const { db, journalKey } = portal.context
  expect(await verifyJournal(db, journalKey)).toMatchObject({ nonScellees: 0, rupture: undefined })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from demande d
    where d.revision <> (select count(*) from journal j where j.demande_id = d.id)
      or d.statut_depuis <> (select j.le from journal j where j.demande_id = d.id order by j.id desc limit 1)
      or d.statut_depuis > now() or (d.statut in ('acceptee', 'refusee', 'sans_suite'))
        <> exists (select from decision where demande_id = d.id)
      or (d.statut = 'a_completer') <> exists (select from complement where demande_id = d.id and clos_le is null)`.execute(
    db,
  )
  expect(rows[0]?.n).toBe(0)
  const references = await db.selectFrom('demande').select('reference').execute()
  for (const { reference } of references) expect(parseReference(reference)).toBe(reference)
})

test('its people sign in and read their demandes, its agents read them too', async () => {
  const { reference, email } = await portal.context.db
    .selectFrom('demande')
    .innerJoin('usager', 'usager.id', 'demande.usager_id')
    .select(['reference', 'email'])
    .where('statut', '=', 'en_instruction')
    .executeTakeFirstOrThrow()
  const usager = await portal.usager(email)
  expect((await usager.get(`/espace/demandes/${reference}`)).status).toBe(200)
  const agent = await portal.agent('agent-1@demonstration.example')
  const page = await agent.get(`/agents/demandes/${reference}`)
  expect([page.status, page.text.includes('Collège Olympique')]).toEqual([200, true])
})

test('a base of somebody is left as it is, and so is one that was filled', async () => {
  await expect(peupleBase(portal.context, peuplement)).rejects.toThrow(new BaseHabitee('deja-peuplee'))
  const real = await open()
  await real.addUsager('quelqu.un@orange.fr')
  await expect(peupleBase(real.context, peuplement)).rejects.toThrow(new BaseHabitee('vrais-comptes'))
  expect((await drawn(real)).usagers).toHaveLength(1)
})
