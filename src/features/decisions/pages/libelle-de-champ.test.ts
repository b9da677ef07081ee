import { expect, test } from 'vitest'
import type { DecisionVue } from '../decisions-de-demande.query.ts'
import { libelleDeChamp } from './libelle-de-champ.ts'

const decision = {
  sens: 'refusee',
  parties: [{ nom: 'Léa', libelle: 'Transport', sens: 'refusee', motivation: '', detail: '' }],
} as unknown as DecisionVue

test.each([
  ['correction', 'motif', 'Quelle erreur corrigez-vous ?'],
  ['retrait', 'motif', 'Motifs du retrait'],
  ['correction', 'motivation', 'Motifs'],
  ['correction', 'motivation.0', 'Léa, Transport : motifs du refus'],
  // The decision was changed meanwhile and has fewer parts.
  ['correction', 'detail.4', 'précisions (facultatif)'],
] as const)('%s, %s: a name that can be read aloud', (acte, champ, libelle) => {
  expect(libelleDeChamp(acte, champ, decision).replaceAll('\u00a0', ' ')).toBe(libelle)
})
