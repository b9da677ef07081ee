import { expect, test } from 'vitest'
import { byFours, hasFacteur, nomDeCle } from './facteur.ts'

test.each([
  ['  Mon   téléphone ', 'Mon téléphone'],
  ['', 'Ma clé d’accès'],
  [' \t\n', 'Ma clé d’accès'],
  ['\u202Ecle\u0000', 'cle'],
  ['a'.repeat(500), 'a'.repeat(60)],
])('the name %j is kept as %j', (typed, kept) => {
  expect(nomDeCle(typed)).toBe(kept)
})

test.each([
  ['', []],
  ['abcd', ['abcd']],
  ['abcdefghij', ['abcd', 'efgh', 'ij']],
])('%j by fours', (text, expected) => {
  expect(byFours(text)).toEqual(expected)
})

test('recovery codes alone are no factor', () => {
  const none = { cles: [], application: false, codesRestants: 10 }
  expect(hasFacteur(none)).toBe(false)
  expect(hasFacteur({ ...none, application: true })).toBe(true)
})
