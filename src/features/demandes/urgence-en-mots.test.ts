import { expect, test } from 'vitest'
import type { DemandeDatee } from './urgence.ts'
import { urgenceEnMots } from './urgence-en-mots.ts'

const TODAY = '2026-11-23'
const calme: DemandeDatee = {
  statut: 'en_instruction',
  decisionImpliciteLe: '2027-01-23',
  impliciteNee: false,
  complementAvant: null,
  motifsDusLe: null,
}

test.each<[Partial<DemandeDatee>, string, string]>([
  [{}, 'vert', 'le silence décidera le 23 janvier 2027'],
  [{ decisionImpliciteLe: null }, 'vert', 'délai arrêté'],
  [{ decisionImpliciteLe: '2026-12-08' }, 'ambre', 'le silence décidera le 8 décembre 2026 (15 jours)'],
  [{ decisionImpliciteLe: '2026-11-24' }, 'rouge', 'le silence décidera le 24 novembre 2026 (demain)'],
  [{ decisionImpliciteLe: '2026-11-23' }, 'rouge', 'le silence a décidé le 23 novembre 2026'],
  [
    { complementAvant: '2026-11-23', decisionImpliciteLe: null },
    'vert',
    'complément attendu jusqu’au 23 novembre 2026',
  ],
  [{ complementAvant: '2026-11-22' }, 'ambre', 'complément échu depuis le 22 novembre 2026'],
  [
    { decisionImpliciteLe: '2026-11-01', impliciteNee: true, motifsDusLe: '2026-11-30' },
    'rouge',
    'le silence a décidé le 1er novembre 2026, motifs dus le 30 novembre 2026',
  ],
  [{ statut: 'acceptee' }, 'vert', ''],
])('%o: %s, « %s »', (change, niveau, texte) => {
  expect(urgenceEnMots({ ...calme, ...change }, TODAY)).toEqual({ niveau, texte })
})
