import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { Statut } from '../demandes/index.ts'
import { closeDemande, type InstructionDeps, takeDemande } from '../instruction/index.ts'
import type { ActeDeLot, Valeurs } from './actes-de-lot.ts'
import { confirmLot } from './confirm-lot.ts'
import { createLot } from './create-lot.ts'
import { foresee } from './foresee.ts'
import { comptoirJobs } from './jobs.ts'
import { getLot } from './lot.query.ts'
import { LotIntrouvable } from './refusals.ts'
import { findConfirmed, runLot, runOne } from './run-lot.ts'

const MOTIFS = 'Demande déposée deux fois par la famille.'

let comptoir: Comptoir
let deps: InstructionDeps
let agent: AgentActor
let autre: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  deps = comptoir.deps
  agent = await comptoir.insertAgent('Camille', ['aide', 'carte'])
  autre = await comptoir.insertAgent('Sophie', ['aide', 'carte'])
  const given = [agent, autre].flatMap(({ agentId, demarches }) =>
    demarches.map((demarche) => ({ agent_id: agentId, demarche })),
  )
  await comptoir.base.db.insertInto('agent_demarche').values(given).execute()
})
afterAll(() => comptoir.base.drop())
beforeEach(() => comptoir.clock.set('2026-11-23T09:00:00Z'))

type Inserted = Awaited<ReturnType<Comptoir['insertDemande']>>

const insert = (statuts: Statut[], more: { demarche?: string; implicite?: string } = {}) =>
  Promise.all(statuts.map((statut) => comptoir.insertDemande({ statut, ...more })))

async function prepare(acte: ActeDeLot, demandes: readonly Inserted[], qui = agent): Promise<string> {
  const selection = demandes.map(({ reference }) => ({ reference, revisionVue: 1 }))
  const id = await createLot(deps, qui, { acte, selection, retour: '' })
  if (!id) throw new Error('nothing in the lot')
  return id
}

async function doIt(acte: ActeDeLot, demandes: readonly Inserted[], valeurs: Valeurs = {}): Promise<string> {
  const id = await prepare(acte, demandes)
  expect(await confirmLot(deps, agent, id, valeurs)).toEqual([])
  await runLot(deps, id)
  return id
}

const results = async (id: string) =>
  (await getLot(deps.db, agent, id)).lignes.map(({ etat, motif }) => [etat, motif])
const statesOf = (demandes: readonly Inserted[]) =>
  Promise.all(demandes.map(async ({ id }) => (await comptoir.stateOf(id)).demande.statut))

describe('each act, through the same use case as one demande', () => {
  test.each<[ActeDeLot, Statut, Statut, Valeurs, number]>([
    // Told on line, and in the mail of the hour.
    ['prendre-en-charge', 'deposee', 'en_instruction', {}, 0],
    [
      'demander-complement',
      'en_instruction',
      'a_completer',
      { elements: 'RIB', echeance: '2026-12-23', message: '' },
      1,
    ],
    ['accepter', 'en_instruction', 'acceptee', { motivation: '' }, 1],
    ['classer-sans-suite', 'deposee', 'sans_suite', { motivation: MOTIFS }, 1],
  ])('%s', async (acte, de, vers, valeurs, courriels) => {
    const demandes = await insert([de, de, de])
    const id = await doIt(acte, demandes, valeurs)
    expect(await results(id)).toEqual(Array(3).fill(['faite', '']))
    expect(await statesOf(demandes)).toEqual([vers, vers, vers])
    for (const demande of demandes) {
      const after = await comptoir.stateOf(demande.id)
      expect([after.journal.length, after.notifications.length, after.courriels.length]).toEqual([
        1,
        1,
        courriels,
      ])
      expect(after.demande.revision).toBe(2)
      expect(after.journal[0]?.acteur_id).toBe(agent.agentId)
    }
  })

  test('attribuer', async () => {
    const demandes = await insert(['deposee', 'en_instruction'])
    await doIt('attribuer', demandes, { agent: autre.agentId })
    for (const { id } of demandes) expect((await comptoir.stateOf(id)).demande.agent_id).toBe(autre.agentId)
  })
})

describe('before it is confirmed', () => {
  test('nothing happens, and what will happen is told, demande by demande', async () => {
    const demandes = await insert(['deposee', 'acceptee', 'deposee', 'deposee'])
    const id = await prepare('prendre-en-charge', demandes)
    await takeDemande(deps, autre, { reference: demandes[2]?.reference ?? '', revisionVue: 1 })
    const { lignes } = await getLot(deps.db, agent, id)
    const facts = { today: '2026-11-23', silenceAccepte: false, etatEnMots: 'x' }
    expect(lignes.map((ligne) => foresee('prendre-en-charge', ligne, facts).possible)).toEqual([
      true,
      false,
      false,
      true,
    ])
    await runLot(deps, id)
    expect((await results(id)).map(([etat]) => etat)).toEqual(Array(4).fill('prevue'))
    expect(await statesOf(demandes)).toEqual(['deposee', 'acceptee', 'en_instruction', 'deposee'])
  })

  test('once silence has accepted, closing is foreseen as impossible', async () => {
    const demandes = await insert(['en_instruction'], { demarche: 'carte', implicite: '2026-11-23' })
    const { lignes } = await getLot(deps.db, agent, await prepare('classer-sans-suite', demandes))
    const facts = { today: '2026-11-23', silenceAccepte: true, etatEnMots: 'x' }
    expect(lignes.map((ligne) => foresee('classer-sans-suite', ligne, facts))).toEqual([
      { possible: false, motif: 'Le silence l’a déjà acceptée le 23 novembre 2026.' },
    ])
  })

  test('a form with errors confirms nothing', async () => {
    const id = await prepare('classer-sans-suite', await insert(['deposee']))
    expect(await confirmLot(deps, agent, id, { motivation: 'Trop court.' })).toMatchObject([
      { champ: 'motivation' },
    ])
    expect((await getLot(deps.db, agent, id)).confirmeLe).toBeNull()
  })

  test('what is not of one’s démarches is left out; the lot of another does not exist', async () => {
    const [mine, foreign] = [await insert(['deposee']), await insert(['deposee'], { demarche: 'carte' })]
    const qui = { ...autre, demarches: ['aide'] }
    const id = await prepare('prendre-en-charge', [...mine, ...foreign], qui)
    expect((await getLot(deps.db, qui, id)).lignes).toHaveLength(1)
    await expect(getLot(deps.db, agent, id)).rejects.toThrow(LotIntrouvable)
    await expect(confirmLot(deps, agent, id, {})).rejects.toThrow(LotIntrouvable)
    const none = { acte: 'accepter', selection: [], retour: '' } as const
    expect(await createLot(deps, agent, none)).toBeUndefined()
  })
})

describe('one that is impossible', () => {
  test('says why, and the others are done', async () => {
    const demandes = await insert(['en_instruction', 'refusee', 'en_instruction', 'en_instruction'])
    const id = await prepare('accepter', demandes)
    const moved = { reference: demandes[2]?.reference ?? '', revisionVue: 1 }
    await closeDemande(deps, autre, { ...moved, motivation: MOTIFS })
    await confirmLot(deps, agent, id, { motivation: '' })
    await runLot(deps, id)
    expect(await results(id)).toEqual([
      ['faite', ''],
      ['refusee', 'Cet acte n’est pas possible dans son état\u00a0: «\u00a0Refusée\u00a0».'],
      ['refusee', 'La demande a changé depuis votre sélection\u00a0: relisez-la avant d’agir.'],
      ['faite', ''],
    ])
    expect(await statesOf(demandes)).toEqual(['acceptee', 'refusee', 'sans_suite', 'acceptee'])
  })

  test('by silence', async () => {
    const demandes = await insert(['en_instruction', 'en_instruction'], {
      demarche: 'carte',
      implicite: '2026-11-22',
    })
    const id = await doIt('classer-sans-suite', demandes, { motivation: MOTIFS })
    for (const [etat, motif] of await results(id))
      expect([etat, motif]).toEqual(['refusee', expect.stringContaining('Le silence l’a déjà acceptée')])
  })

  test('because somebody else was given it meanwhile', async () => {
    const demandes = await insert(['deposee'])
    const id = await prepare('attribuer', demandes)
    await takeDemande(deps, autre, { reference: demandes[0]?.reference ?? '', revisionVue: 1 })
    await confirmLot(deps, agent, id, { agent: agent.agentId })
    await runLot(deps, id)
    expect(await results(id)).toEqual([['refusee', 'Sophie Martin l’a reçue entre-temps.']])
  })

  test('because the right was taken away between the confirmation and the act', async () => {
    const parti = await comptoir.insertAgent('Parti', ['aide'])
    const demandes = await insert(['deposee'])
    const id = await prepare('prendre-en-charge', demandes, parti)
    await confirmLot(deps, parti, id, {})
    await runLot(deps, id)
    expect((await getLot(deps.db, parti, id)).lignes[0]).toMatchObject({
      etat: 'refusee',
      motif: 'Cette démarche ne vous est plus confiée.',
    })
    expect(await statesOf(demandes)).toEqual(['deposee'])
  })
})

describe('whatever is killed or repeated', () => {
  test('stopped half-way, the job does the rest, each once', async () => {
    const demandes = await insert(Array<Statut>(6).fill('deposee'))
    const id = await prepare('prendre-en-charge', demandes)
    await confirmLot(deps, agent, id, {})
    const lot = await findConfirmed(deps, id)
    if (!lot) throw new Error('not confirmed')
    for (const demande of demandes.slice(0, 3)) await runOne(deps, lot, demande.id)
    expect((await results(id)).map(([etat]) => etat).sort()).toEqual([
      ...Array(3).fill('faite'),
      ...Array(3).fill('prevue'),
    ])
    await comptoirJobs(deps)['lot:execute']?.({ id })
    await comptoirJobs(deps)['lot:execute']?.({ id })
    expect(await results(id)).toEqual(Array(6).fill(['faite', '']))
    for (const demande of demandes) {
      const { journal, notifications } = await comptoir.stateOf(demande.id)
      expect([journal.length, notifications.length]).toEqual([1, 1])
    }
  })

  test('the request and the job at once: each demande once', async () => {
    const demandes = await insert(Array<Statut>(8).fill('deposee'))
    const id = await prepare('prendre-en-charge', demandes)
    await confirmLot(deps, agent, id, {})
    await Promise.all([runLot(deps, id), runLot(deps, id), runLot(deps, id)])
    expect(await results(id)).toEqual(Array(8).fill(['faite', '']))
    for (const demande of demandes) expect((await comptoir.stateOf(demande.id)).journal).toHaveLength(1)
  })

  test('confirmed twice, with other words: the first ones hold, one line of the journal', async () => {
    const demandes = await insert(['deposee'])
    const id = await prepare('classer-sans-suite', demandes)
    await confirmLot(deps, agent, id, { motivation: MOTIFS })
    await confirmLot(deps, agent, id, { motivation: 'De tout autres motifs, bien assez longs.' })
    await runLot(deps, id)
    expect((await comptoir.stateOf(demandes[0]?.id ?? '')).decisions).toMatchObject([{ motivation: MOTIFS }])
    const noted = deps.db.selectFrom('journal').select('id').where('objet_id', '=', id)
    expect(await noted.where('action', '=', 'lot.confirme').execute()).toHaveLength(1)
  })

  test('a fault on one leaves it to do, nothing of it done, and the others are done', async () => {
    let calls = 0
    let last = Number.POSITIVE_INFINITY
    const broken: InstructionDeps = {
      ...deps,
      catalogue: {
        find: (slug) => {
          calls += 1
          if (calls === last) throw new Error('out of order')
          return deps.catalogue.find(slug)
        },
      },
    }
    const alone = await prepare('accepter', await insert(['en_instruction']))
    await confirmLot(deps, agent, alone, { motivation: '' })
    await runLot(broken, alone)
    // The first thing that the second of three asks.
    last = calls + 1
    calls = 0
    const demandes = await insert(['en_instruction', 'en_instruction', 'en_instruction'])
    const id = await prepare('accepter', demandes)
    await confirmLot(deps, agent, id, { motivation: '' })
    await expect(runLot(broken, id)).rejects.toThrow('out of order')
    expect((await results(id)).map(([etat]) => etat)).toEqual(['faite', 'prevue', 'faite'])
    expect(await statesOf(demandes)).toEqual(['acceptee', 'en_instruction', 'acceptee'])
    await runLot(deps, id)
    expect(await results(id)).toEqual(Array(3).fill(['faite', '']))
  })

  test('what nobody confirmed in a week is forgotten, what was confirmed is kept a year', async () => {
    const demandes = await insert(['deposee'])
    const given = await prepare('prendre-en-charge', demandes)
    const kept = await doIt('attribuer', demandes, { agent: agent.agentId })
    comptoir.clock.set('2026-12-01T09:00:00Z')
    await comptoirJobs(deps)['comptoir:purge']?.({})
    await expect(getLot(deps.db, agent, given)).rejects.toThrow(LotIntrouvable)
    expect(await results(kept)).toEqual([['faite', '']])
    comptoir.clock.set('2027-12-01T09:00:00Z')
    await comptoirJobs(deps)['comptoir:purge']?.({})
    await expect(getLot(deps.db, agent, kept)).rejects.toThrow(LotIntrouvable)
  })
})
