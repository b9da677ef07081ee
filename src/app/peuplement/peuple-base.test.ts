import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { type Portal, startPortal } from '../../../test/support/portal.ts'
import { cleDeBeneficiaire } from '../../features/demandes/index.ts'
import type { Personne, Reponses } from '../../formulaire/definition.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { verifyJournal } from '../../platform/journal/verify-journal.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { BaseHabitee, countPeuplement, peupleBase } from './peuple-base.ts'

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
  await countPeuplement(portal.context)
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
    cross join lateral (select count(*) as actes, max(j.le) as dernier from journal j where j.demande_id = d.id
      and j.action like 'demande.%' and j.action <> 'demande.rejet-implicite') j
    where d.revision <> j.actes or d.statut_depuis <> j.dernier or d.statut_depuis > now()
      or (d.statut in ('acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite'))
        <> exists (select from decision c join notification_de_decision n on n.decision_id = c.id
          where c.demande_id = d.id and c.sens = d.statut)
      or (d.statut in ('acceptee', 'acceptee_partiellement', 'refusee'))
        <> exists (select from decision c join decision_partie p on p.decision_id = c.id where c.demande_id = d.id)
      or (d.statut = 'a_completer') <> exists (select from complement where demande_id = d.id and clos_le is null)
      or exists (select from complement c where c.demande_id = d.id
        and (c.repondu_le is null) = exists (select from element_recu e where e.complement_id = c.id))
      or exists (select from decision_implicite where demande_id = d.id)
        <> exists (select from journal where demande_id = d.id and action = 'demande.rejet-implicite')
      or (not exists (select from decision_implicite where demande_id = d.id)
        and d.statut in ('deposee', 'en_instruction') and d.decision_implicite_le < now()::date)`.execute(db)
  expect(rows[0]?.n).toBe(0)
  const references = await db.selectFrom('demande').select('reference').execute()
  for (const { reference } of references) expect(parseReference(reference)).toBe(reference)
})

test('what the product keeps beside demandes is what it would have written itself', async () => {
  const { db } = portal.context
  const demandes = await db
    .selectFrom('demande')
    .innerJoin('beneficiaire', 'beneficiaire.demande_id', 'demande.id')
    .select(['reponses', 'cle'])
    .execute()
  expect(demandes).toHaveLength(peuplement.demandes)
  for (const { reponses, cle } of demandes) {
    const [enfant] = (reponses as unknown as Reponses).groupes.enfants ?? []
    expect(cleDeBeneficiaire(enfant?.valeurs.enfant as Personne)).toEqual(cle)
  }
  const kept = await sql<Record<string, number>>`select (select count(*)::int from doublon) as doublons,
    (select count(*)::int from message) as messages, (select count(*)::int from notification) as nouvelles,
    (select count(*)::int from delai_habituel) as delais,
    (select sum((contenu ->> 'recues')::int)::int from statistique where pas = 'mois') as recues`.execute(db)
  const { doublons, recues, ...others } = kept.rows[0] ?? {}
  expect(recues).toBe(peuplement.demandes)
  // Each pair is written both ways.
  expect((doublons ?? 0) > 0 && (doublons ?? 0) % 2 === 0).toBe(true)
  for (const many of Object.values(others)) expect(many).toBeGreaterThan(0)
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
  const { decidee, rang } = await portal.context.db
    .selectFrom('demande')
    .innerJoin('decision', 'decision.demande_id', 'demande.id')
    .select(['reference as decidee', 'rang'])
    .where('usager_id', '=', (eb) => eb.selectFrom('usager').select('id').where('email', '=', email))
    .limit(1)
    .executeTakeFirstOrThrow()
  const document = await usager.get(`/espace/demandes/${decidee}/decisions/${rang}/decision.pdf`)
  expect(document.status).toBe(200)
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
