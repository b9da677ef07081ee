import { expect, test } from 'vitest'
import type { Statut } from '../demandes/index.ts'
import { urgenceDe } from './urgence.ts'

const TODAY = '2026-11-23'

test.each<[string | null, string | null, string, 'attention' | 'danger' | undefined]>([
  ['2026-11-22', null, 'Dépassée le 22 novembre 2026', 'danger'],
  ['2026-11-23', null, 'Dépassée le 23 novembre 2026', 'danger'],
  ['2026-11-24', null, 'Urgent\u00a0: 24 novembre 2026 (demain)', 'danger'],
  ['2026-11-28', null, 'Urgent\u00a0: 28 novembre 2026 (5 jours)', 'danger'],
  ['2026-11-29', null, '29 novembre 2026 (6 jours)', 'attention'],
  ['2026-12-08', null, '8 décembre 2026 (15 jours)', 'attention'],
  ['2026-12-09', null, '9 décembre 2026', undefined],
  [null, null, 'Délai arrêté', undefined],
  [null, '2026-11-22', 'Complément attendu depuis le 22 novembre 2026', 'attention'],
  [null, '2026-11-23', 'Complément avant le 23 novembre 2026', undefined],
])('decided on %s, complement before %s: %s', (decisionImpliciteLe, complementAvant, texte, ton) => {
  const urgence = urgenceDe({ statut: 'en_instruction', decisionImpliciteLe, complementAvant }, TODAY)
  expect(urgence).toEqual(ton ? { ton, texte } : { texte })
})

test.each<Statut>(['acceptee', 'refusee', 'sans_suite', 'desistee'])('%s: nothing presses', (statut) => {
  expect(urgenceDe({ statut, decisionImpliciteLe: '2026-01-01', complementAvant: null }, TODAY)).toEqual({
    texte: '–',
  })
})
