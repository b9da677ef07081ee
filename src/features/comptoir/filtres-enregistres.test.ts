import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { comptoirJobs } from './jobs.ts'
import { FiltreIntrouvable, TropDeFiltres } from './refusals.ts'
import { reglagesDe } from './reglages.query.ts'
import { beginWithFiltre, dropFiltre, saveFiltre } from './save-filtre.ts'

let comptoir: Comptoir
let agent: AgentActor
let autre: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Camille', ['aide'])
  autre = await comptoir.insertAgent('Sophie', ['aide'])
})
afterAll(() => comptoir.base.drop())

const save = (nom: string, requete: string, parDefaut = false, qui = agent) =>
  saveFiltre(comptoir.deps, qui, { nom, requete, parDefaut })
const kept = async (qui = agent) =>
  (await reglagesDe(comptoir.base.db, qui.agentId)).filtres.map(({ nom, requete, parDefaut }) => [
    nom,
    requete,
    parDefaut,
  ])
const idOf = async (nom: string) =>
  (await reglagesDe(comptoir.base.db, agent.agentId)).filtres.find((f) => f.nom === nom)?.id ?? ''

test('kept under a name, without what was searched nor what somebody made up; the same name replaces', async () => {
  expect(await save(' Mes  urgences ', 'urgence=rouge&q=Dupont&apres=abc&pirate=1')).toBeUndefined()
  expect(await save('mes urgences', 'urgence=proche')).toBeUndefined()
  expect(await kept()).toEqual([['mes urgences', 'urgence=proche', false]])
})

test('one at most to begin with, two tabs at once included', async () => {
  await Promise.all([save('Un', 'statut=toutes', true), save('Deux', 'attribution=moi', true)])
  expect((await kept()).filter(([, , parDefaut]) => parDefaut)).toHaveLength(1)
  await beginWithFiltre(comptoir.deps, agent, await idOf('Un'), true)
  expect((await kept()).filter(([, , d]) => d)).toEqual([['Un', 'statut=toutes', true]])
  await beginWithFiltre(comptoir.deps, agent, await idOf('Un'), false)
  expect((await kept()).filter(([, , d]) => d)).toEqual([])
})

test('a name is asked, and not too long', async () => {
  expect(await save('  ', '')).toContain('Donnez un nom')
  expect(await save('x'.repeat(61), '')).toContain('trop long')
})

test('those of another agent do not exist', async () => {
  const id = await idOf('Deux')
  await expect(dropFiltre(comptoir.deps, autre, id)).rejects.toThrow(FiltreIntrouvable)
  await expect(beginWithFiltre(comptoir.deps, autre, id, true)).rejects.toThrow(FiltreIntrouvable)
  expect(await kept(autre)).toEqual([])
  await dropFiltre(comptoir.deps, agent, id)
  expect((await kept()).map(([nom]) => nom)).toEqual(['mes urgences', 'Un'])
})

test('twenty at most', async () => {
  for (let n = 1; n <= 20; n += 1) await save(`Filtre ${n}`, '', false, autre)
  await expect(save('Un de trop', '', false, autre)).rejects.toThrow(TropDeFiltres)
  expect(await save('Filtre 3', 'statut=toutes', false, autre)).toBeUndefined()
})

test('gone with whoever leaves, and nobody else’s', async () => {
  const { db } = comptoir.base
  await db
    .insertInto('preference_agent')
    .values(
      [agent, autre].map(({ agentId }) => ({ agent_id: agentId, modifie_le: new Date(), absent: true })),
    )
    .execute()
  await db.updateTable('agent').set({ actif: false }).where('id', '=', autre.agentId).execute()
  const before = await kept()
  await comptoirJobs(comptoir.deps)['comptoir:purge']?.({})
  expect(await kept(autre)).toEqual([])
  expect(await kept()).toEqual(before)
  expect(before.length).toBeGreaterThan(0)
  const choices = await db.selectFrom('preference_agent').select('agent_id').execute()
  expect(choices).toEqual([{ agent_id: agent.agentId }])
})
