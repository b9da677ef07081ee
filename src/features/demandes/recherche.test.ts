import { expect, test } from 'vitest'
import { normaliseRecherche } from './recherche.ts'

test.each([
  ['Élodie', 'elodie'],
  ['Jean-Noël D’Arc', 'jean noel d arc'],
  ['  Œdipe  ', 'oedipe'],
  ['Nguyễn', 'nguyen'],
  ['😀', ''],
])('%s → %s', (typed, expected) => expect(normaliseRecherche(typed)).toBe(expected))
