import { expect, test } from 'vitest'
import { partEnMots, placeSurAccueil, totalEnMots } from './sondage.ts'

const FERME = new Date('2026-11-01T10:00:00Z')
const after = (ms: number): Date => new Date(FERME.getTime() + ms)
const JOUR = 86_400_000

test.each([
  [null, after(0), 'question'],
  [null, after(900 * JOUR), 'question'],
  [FERME, after(0), 'resultats'],
  [FERME, after(30 * JOUR - 1), 'resultats'],
  [FERME, after(30 * JOUR), 'rien'],
] as const)('on the home page: closed %s, now %s: %s', (fermeLe, now, place) => {
  expect(placeSurAccueil({ fermeLe }, now)).toBe(place)
})

test.each([
  [0, 0, 'Aucune réponse'],
  [0, 7, 'Aucune réponse sur 7, 0 %'],
  [1, 1, '1 réponse sur 1, 100 %'],
  [12, 25, '12 réponses sur 25, 48 %'],
  [1, 3, '1 réponse sur 3, 33 %'],
  [1_250, 2_000, '1 250 réponses sur 2 000, 63 %'],
])('%d of %d: %s', (voix, total, mots) => {
  expect(partEnMots(voix, total).replace(/[\u00a0\u202f]/g, ' ')).toBe(mots)
})

test.each([
  [0, 'Aucune réponse pour l’instant'],
  [1, '1 réponse'],
  [25, '25 réponses'],
])('%d in all: %s', (total, mots) => {
  expect(totalEnMots(total).replace(/[\u00a0\u202f]/g, ' ')).toBe(mots)
})
