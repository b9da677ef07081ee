import { expect, test } from 'vitest'
import type { Statut } from '../demandes/index.ts'
import { type Attente, delaiDeSilence } from './dates-legales.ts'

const TODAY = '2026-11-23'
const attente: Attente = {
  demandeLe: new Date('2026-11-01T09:00:00Z'),
  echeance: '2026-11-21',
  impliciteAvant: '2026-12-20',
}
const delai = (
  effet: 'rejet' | 'acceptation',
  le: string | null,
  attendu?: Attente,
  statut: Statut = 'en_instruction',
) =>
  delaiDeSilence(
    { statut, decision_implicite_le: le },
    { silence: { effet, mois: 2, source: 'L231-4' } },
    TODAY,
    attendu,
  )

test.each([
  ['rejet', '2027-01-23', undefined, 'info', 'vaudra rejet le 23 janvier 2027 (dans 61 jours'],
  ['rejet', '2026-12-08', undefined, 'attention', 'dans 15 jours'],
  ['rejet', '2026-11-24', undefined, 'attention', '(demain'],
  ['rejet', '2026-11-23', undefined, 'danger', 'implicite de rejet le 23 novembre 2026'],
  ['acceptation', '2026-11-23', undefined, 'danger', 'Seule une acceptation'],
  ['rejet', null, { ...attente, echeance: '2026-11-23' }, 'info', 'au plus tard le 23 novembre 2026'],
  ['acceptation', null, attente, 'info', 'en entier à partir de la réponse'],
  // Twenty days were given and have passed: the clock runs again, twenty days later than it would have.
  ['rejet', null, attente, 'info', 'vaudra rejet le 9 janvier 2027'],
] as const)('%s, due %s', (effet, le, attendu, ton, texte) => {
  expect(delai(effet, le, attendu)).toMatchObject({ ton, texte: expect.stringContaining(texte) })
})

test('a closed demande waits for nothing', () => {
  expect(delai('rejet', '2027-01-23', undefined, 'acceptee')).toBeUndefined()
})
