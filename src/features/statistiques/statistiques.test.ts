import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Comptoir, createComptoir, demarcheDEssai } from '../../../test/support/comptoir.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { COMPTES_VIDES } from './comptes.ts'
import type { StatistiquesDeps } from './count-statistiques.ts'
import { statistiquesJobs } from './jobs.ts'
import { StatistiquesPage } from './pages/statistiques-page.tsx'
import { type NomDePeriode, periodeDe } from './periode.ts'
import { statistiquesDe } from './statistiques.query.ts'

let comptoir: Comptoir
let deps: StatistiquesDeps
let agent: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  const demarche = {
    ...demarcheDEssai('aide', 'Aide', 'rejet'),
    statistiques: { parOption: 'enfants.options', parCommune: 'racine.adresse' },
  }
  const catalogue = { find: () => ({ demarche, formulaire: null, conditions: '' }) }
  deps = { db: comptoir.deps.db, clock: comptoir.clock, catalogue }
  agent = await comptoir.insertAgent('Rose', ['aide'])
})
afterAll(() => comptoir.base.drop())

const count = (payload: object = {}) => statistiquesJobs(deps)['statistiques:compte']?.(payload)
const read = (nom: NomDePeriode) =>
  statistiquesDe(deps.db, 'aide', periodeDe(nom, '2026-11-23'), comptoir.clock.now())

async function add(deposeeLe: string, commune: string, options: string[][], decideeLe?: string) {
  const statut = decideeLe ? 'acceptee' : 'deposee'
  const { id } = await comptoir.insertDemande({ deposeeLe, statut })
  const reponses = {
    racine: { adresse: { ligne1: '', ligne2: '', codePostal: '38000', commune, pays: '' } },
    groupes: { enfants: options.map((one, i) => ({ id: String(i), valeurs: { options: one } })) },
  }
  await deps.db
    .updateTable('demande')
    .set({ reponses: JSON.stringify(reponses) })
    .where('id', '=', id)
    .execute()
  if (decideeLe)
    await deps.db
      .insertInto('decision')
      .values({
        demande_id: id,
        agent_id: agent.agentId,
        sens: 'acceptee',
        motivation: '',
        prise_le: decideeLe,
      })
      .execute()
  return id
}

test('what came, by option and by commune, what was decided and how fast, what waits', async () => {
  expect((await read('12-mois')).compteeLe).toBeUndefined()
  // Half past midnight in Paris on the first of October, still September in Greenwich.
  await add(
    '2026-09-30T22:30:00Z',
    'Saint-Égrève',
    [['transport', 'carte'], ['transport']],
    '2026-10-04T08:00:00Z',
  )
  await add('2026-10-01T09:00:00Z', 'SAINT EGREVE', [], '2026-11-10T08:00:00Z')
  await add('2026-11-20T09:00:00Z', 'Grenoble', [['carte']])
  await add('2026-11-23T08:00:00Z', 'Grenoble', [])
  await count()
  const { total, tranches, attente, aujourdhui, compteeLe } = await read('3-mois')
  expect(total).toEqual({
    recues: 4,
    decidees: { acceptee: 2 },
    delais: { '3': 1, '40': 1 },
    options: { transport: 2, carte: 2 },
    communes: { 'SAINT EGREVE': 2, GRENOBLE: 2 },
  })
  expect(tranches.map(({ debut, comptes }) => [debut, comptes.recues])).toEqual([
    ['2026-10-01', 2],
    ['2026-11-01', 2],
  ])
  expect(attente?.ages).toMatchObject({ 'une-semaine': 2, plus: 0 })
  expect(aujourdhui).toEqual({ recues: 1, decidees: 0 })
  expect(compteeLe).toEqual(comptoir.clock.now())
  expect((await read('30-jours')).total.recues).toBe(2)
})

test('counted again it finds the same, and what changed later when it is asked to', async () => {
  const before = await read('12-mois')
  await count()
  expect(await read('12-mois')).toEqual(before)
  await add('2026-10-02T09:00:00Z', 'Vif', [])
  await count()
  expect((await read('12-mois')).total.recues).toBe(4)
  await count({ depuis: '2026-10-01' })
  expect((await read('12-mois')).total.recues).toBe(5)
})

test('a decision that is corrected, then withdrawn, was taken once', async () => {
  const before = await read('30-jours')
  const id = await add('2026-11-20T09:00:00Z', 'Vif', [], '2026-11-21T08:00:00Z')
  const decision = {
    demande_id: id,
    agent_id: agent.agentId,
    motivation: '',
    motif: 'Une faute dans le nom.',
  }
  await deps.db
    .insertInto('decision')
    .values([
      {
        ...{ ...decision, rang: 2, nature: 'correction', sens: 'acceptee' },
        prise_le: '2026-11-22T08:00:00Z',
      },
      {
        ...{ ...decision, rang: 3, nature: 'retrait', sens: 'retiree', fondement: 'fraude' },
        prise_le: '2026-11-23T08:00:00Z',
      },
    ])
    .execute()
  await count({ depuis: '2026-11-01' })
  const after = await read('30-jours')
  expect(after.total.decidees).toEqual({ acceptee: (before.total.decidees.acceptee ?? 0) + 1 })
  expect(after.aujourdhui.decidees).toBe(before.aujourdhui.decidees)
})

test('each outcome has its bar', () => {
  const vue = {
    ...{ tranches: [], attente: undefined, compteeLe: new Date(0), aujourdhui: { recues: 0, decidees: 0 } },
    total: { ...COMPTES_VIDES, decidees: { acceptee: 1, acceptee_partiellement: 2, refusee: 1 } },
  }
  const page = renderToString(
    StatistiquesPage({
      ...{ demarches: [], demarche: 'aide', periode: periodeDe('30-jours', '2026-11-23'), vue, options: [] },
    }),
  )
  expect(page).toContain('2 (50\u00a0%)')
})
