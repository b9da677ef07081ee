import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { DemandeIntrouvable, STATUTS, statuts } from '../demandes/index.ts'
import { assignDemande } from './assign-demande.ts'
import { assignInTurn } from './assign-in-turn.ts'
import { changeReglages } from './change-reglages.ts'
import { changeTour } from './change-tour.ts'
import { AttributionChangee, CollegueIntrouvable, DemandeTerminee } from './refusals.ts'
import { toursDe } from './tours.query.ts'

let comptoir: Comptoir
let camille: AgentActor
let sophie: AgentActor
let ailleurs: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  camille = await comptoir.insertAgent('Camille', ['aide'])
  sophie = await comptoir.insertAgent('Sophie', ['aide'])
  ailleurs = await comptoir.insertAgent('Paul', ['carte'])
  await giveDemarches()
})
afterAll(() => comptoir.base.drop())

/** What the fixture says of an agent, as the base has it. */
async function giveDemarches(): Promise<void> {
  const given = [camille, sophie, ailleurs].flatMap(({ agentId, demarches }) =>
    demarches.map((demarche) => ({ agent_id: agentId, demarche })),
  )
  await comptoir.base.db.insertInto('agent_demarche').values(given).execute()
}

const holderOf = async (id: string) => (await comptoir.stateOf(id)).demande.agent_id
const assign = (qui: AgentActor, reference: string, to: AgentActor, agentVu: string | null = null) =>
  assignDemande(comptoir.deps, qui, { reference, agentId: to.agentId, agentVu })

describe('giving a demande', () => {
  test('to oneself, then to a colleague: journaled, neither state nor revision moves', async () => {
    const { id, reference } = await comptoir.insertDemande()
    await assign(camille, reference, camille)
    await assign(camille, reference, sophie, camille.agentId)
    const { demande, journal, courriels } = await comptoir.stateOf(id)
    expect(demande).toMatchObject({ agent_id: sophie.agentId, statut: 'deposee', revision: 1 })
    expect(journal).toEqual([
      { action: 'demande.attribuee', donnees: { avant: null }, acteur_id: camille.agentId },
      { action: 'demande.attribuee', donnees: { avant: camille.agentId }, acteur_id: camille.agentId },
    ])
    expect(courriels).toEqual([])
  })

  test('to whoever has it already: nothing more', async () => {
    const { id, reference } = await comptoir.insertDemande({ agentId: camille.agentId })
    await assign(camille, reference, camille)
    expect((await comptoir.stateOf(id)).journal).toEqual([])
  })

  test('two agents at once: one has it, the other is told who', async () => {
    const { id, reference } = await comptoir.insertDemande()
    const results = await Promise.allSettled([
      assign(camille, reference, camille),
      assign(sophie, reference, sophie),
    ])
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(lost).toHaveLength(1)
    expect(lost[0]).toBeInstanceOf(AttributionChangee)
    const winner = results[0].status === 'fulfilled' ? camille : sophie
    expect(await holderOf(id)).toBe(winner.agentId)
    expect((lost[0] as AttributionChangee).agent).toBe(`${winner.nomAffiche} Martin`)
    expect((await comptoir.stateOf(id)).journal).toHaveLength(1)
  })

  test.each(STATUTS.filter((statut) => statuts[statut].final))('%s: to nobody', async (statut) => {
    const { id, reference } = await comptoir.insertDemande({ statut })
    await expect(assign(camille, reference, camille)).rejects.toThrow(DemandeTerminee)
    expect(await holderOf(id)).toBeNull()
  })

  test('to an agent of another démarche, who left, or unknown', async () => {
    const { id, reference } = await comptoir.insertDemande()
    const parti = await comptoir.insertAgent('Parti', ['aide'])
    const { db } = comptoir.base
    await db.insertInto('agent_demarche').values({ agent_id: parti.agentId, demarche: 'aide' }).execute()
    await db.updateTable('agent').set({ actif: false }).where('id', '=', parti.agentId).execute()
    for (const to of [ailleurs, parti, { ...camille, agentId: crypto.randomUUID() }])
      await expect(assign(camille, reference, to)).rejects.toThrow(CollegueIntrouvable)
    expect(await holderOf(id)).toBeNull()
  })

  test('of a démarche that one was not given: it does not exist', async () => {
    const { reference } = await comptoir.insertDemande()
    await expect(assign(ailleurs, reference, camille)).rejects.toThrow(DemandeIntrouvable)
  })
})

describe('in turn', () => {
  const reglages = (qui: AgentActor, absent: boolean, tours: string[]) =>
    changeReglages(comptoir.deps, qui, { raccourcis: true, absent, tours })
  const insert = async (nombre: number) =>
    (await Promise.all(Array.from({ length: nombre }, () => comptoir.insertDemande()))).map(({ id }) => id)
  const give = (ids: string[]) => Promise.all(ids.map((id) => assignInTurn(comptoir.deps, id)))
  const holders = (ids: string[]) => Promise.all(ids.map(holderOf))

  test('while it is off, nobody gets anything', async () => {
    const ids = await insert(2)
    await give(ids)
    expect(await holders(ids)).toEqual([null, null])
  })

  test('many at once are shared out equally, each given once although its job runs twice', async () => {
    await changeTour(comptoir.deps, camille, 'aide', true)
    const ids = await insert(8)
    await Promise.all([give(ids), give(ids)])
    const given = await holders(ids)
    expect(given.filter((id) => id === camille.agentId)).toHaveLength(4)
    expect(given.filter((id) => id === sophie.agentId)).toHaveLength(4)
    for (const id of ids) expect((await comptoir.stateOf(id)).journal).toHaveLength(1)
  })

  test('whoever is absent or passes their turn is left out; nobody left, it goes to nobody', async () => {
    await reglages(sophie, true, ['aide'])
    const alone = await insert(3)
    await give(alone)
    expect(new Set(await holders(alone))).toEqual(new Set([camille.agentId]))
    await reglages(camille, false, [])
    const none = await insert(2)
    await give(none)
    expect(await holders(none)).toEqual([null, null])
    const [tour] = await toursDe(comptoir.base.db, ['aide'])
    expect(tour?.agents.map(({ nom, accepte, absent }) => [nom, accepte, absent]).sort()).toEqual([
      ['Camille Martin', false, false],
      ['Sophie Martin', true, true],
    ])
  })

  test('somebody back from an absence catches up nothing: one, then in turn again', async () => {
    await reglages(camille, false, ['aide'])
    await reglages(sophie, false, ['aide'])
    const ids = await insert(4)
    for (const id of ids) await assignInTurn(comptoir.deps, id)
    expect(await holders(ids)).toEqual([sophie, camille, sophie, camille].map(({ agentId }) => agentId))
  })

  test('what somebody has, or what is over, stays', async () => {
    const had = await comptoir.insertDemande({ agentId: camille.agentId })
    const over = await comptoir.insertDemande({ statut: 'desistee' })
    await give([had.id, over.id, crypto.randomUUID()])
    expect(await holders([had.id, over.id])).toEqual([camille.agentId, null])
  })
})
