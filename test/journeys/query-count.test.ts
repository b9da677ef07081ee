import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { peupleBase } from '../../src/app/peuplement/peuple-base.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

interface Side {
  base: TestDatabase
  portal: Portal
  agent: SignedClient
  usager: SignedClient
  reference: string
}

// Before any connection is open: each keeps the method that it finds.
const asked = vi.spyOn(pg.Client.prototype, 'query')
const MOT_DE_PASSE = 'lavande-vercors-noisette-42'
let sides: [Side, Side]

async function open(usagers: number, demandes: number): Promise<Side> {
  const base = await createTestDatabase()
  const portal = await startPortal(base.url, { worker: false })
  await peupleBase(portal.context, { usagers, demandes, graine: 7, motDePasse: MOT_DE_PASSE })
  const { reference, email } = await portal.context.db
    .selectFrom('demande')
    .innerJoin('usager', 'usager.id', 'demande.usager_id')
    .select(['reference', 'email'])
    .where('statut', '=', 'acceptee')
    .orderBy('demande.id')
    .executeTakeFirstOrThrow()
  const agent = await portal.agent('agent-1@demonstration.example')
  return { base, portal, agent, usager: await portal.usager(email), reference }
}

beforeAll(async () => {
  sides = [await open(4, 12), await open(60, 400)]
}, 60_000)
afterAll(async () => {
  for (const { portal, base } of sides) {
    await portal.stop()
    await base.drop()
  }
})

/**
 * Statements that a page sends, once what is read at its first opening is known: the least of three times, for the portal
 * asks something of itself now and then.
 */
async function statements(client: SignedClient, path: string): Promise<{ count: number; rows: number }> {
  await client.get(path)
  let least = { count: Number.POSITIVE_INFINITY, rows: 0 }
  for (let time = 0; time < 3; time += 1) {
    asked.mockClear()
    const { status, text } = await client.get(path)
    const count = asked.mock.calls.length
    expect([path, status]).toEqual([path, 200])
    if (count < least.count) least = { count, rows: text.match(/ name="demande"/g)?.length ?? 0 }
  }
  return least
}

test.each([
  '/agents',
  '/agents?statut=toutes&tri=recentes',
  '/agents?tri=echeance',
  '/agents?attribution=moi',
  '/agents?urgence=complement',
  '/agents?doublons=oui&statut=toutes',
  '/agents?statut=toutes&q=ma',
  '/agents?statut=toutes&q=l+ma',
  '/agents/statistiques',
])('%s sends as many statements for twelve demandes as for four hundred', async (path) => {
  const [few, many] = [await statements(sides[0].agent, path), await statements(sides[1].agent, path)]
  expect(few.count).toBeGreaterThan(0)
  expect(many.count).toBe(few.count)
  if (path.includes('toutes')) expect(many.rows).toBeGreaterThan(few.rows)
})

test('so do the pages of one demande and the space of its person', async () => {
  const pages: ((side: Side) => [SignedClient, string])[] = [
    ({ agent, reference }) => [agent, `/agents/demandes/${reference}`],
    ({ usager, reference }) => [usager, `/espace/demandes/${reference}`],
    ({ usager }) => [usager, '/espace'],
  ]
  for (const page of pages) {
    const [few, many] = [await statements(...page(sides[0])), await statements(...page(sides[1]))]
    expect([page(sides[1])[1], many.count]).toEqual([page(sides[1])[1], few.count])
  }
})
