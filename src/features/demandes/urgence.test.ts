import { expect, test } from 'vitest'
import { STATUTS, statuts } from './demande.ts'
import { type DemandeDatee, SEUILS, urgenceDe } from './urgence.ts'

const TODAY = '2026-11-23'
const calme: DemandeDatee = {
  statut: 'en_instruction',
  decisionImpliciteLe: '2027-01-23',
  impliciteNee: false,
  complementAvant: null,
  motifsDusLe: null,
}

test.each<[Partial<DemandeDatee>, string, string[]]>([
  [{}, 'vert', []],
  [{ decisionImpliciteLe: null }, 'vert', []],
  [{ decisionImpliciteLe: '2026-12-09' }, 'vert', []],
  [{ decisionImpliciteLe: '2026-12-08' }, 'ambre', ['silence']],
  [{ decisionImpliciteLe: '2026-11-29' }, 'ambre', ['silence']],
  [{ decisionImpliciteLe: '2026-11-28' }, 'rouge', ['silence']],
  [{ decisionImpliciteLe: '2026-11-23' }, 'rouge', ['silence-acquis']],
  [{ decisionImpliciteLe: '2026-10-01', impliciteNee: true }, 'rouge', ['silence-acquis']],
  [{ complementAvant: '2026-11-23', decisionImpliciteLe: null }, 'vert', []],
  [{ complementAvant: '2026-11-22' }, 'ambre', ['complement-echu']],
  [{ motifsDusLe: '2026-12-20' }, 'ambre', ['motifs-dus']],
  [{ motifsDusLe: '2026-11-30' }, 'rouge', ['motifs-dus']],
  [{ motifsDusLe: '2026-11-01' }, 'rouge', ['motifs-dus']],
  [
    { complementAvant: '2026-11-22', decisionImpliciteLe: '2026-11-25' },
    'rouge',
    ['silence', 'complement-echu'],
  ],
])('%o: %s', (change, niveau, raisons) => {
  const urgence = urgenceDe({ ...calme, ...change }, TODAY)
  expect([urgence.niveau, urgence.raisons.map(({ kind }) => kind)]).toEqual([niveau, raisons])
})

test('a demande that is over is never urgent', () => {
  const late = { ...calme, decisionImpliciteLe: '2026-11-01', complementAvant: '2026-11-01' }
  for (const statut of STATUTS)
    expect(urgenceDe({ ...late, statut }, TODAY).niveau).toBe(statuts[statut].final ? 'vert' : 'rouge')
})

test('red comes after amber', () => {
  for (const { ambre, rouge } of Object.values(SEUILS)) expect(rouge).toBeLessThan(ambre)
})
