import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleDeCommune, hideSmall, PETIT_NOMBRE, percentileOf, sumOf, totalOf } from './comptes.ts'
import { periodeDe } from './periode.ts'

const counts = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 12 }))

describe('small numbers', () => {
  test('nothing below five is shown, nor can be found by subtraction, and nothing is lost', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 8 }), (given, max) => {
        const { lignes, autres } = hideSmall(given, max)
        expect(lignes.every(([, n]) => n >= PETIT_NOMBRE)).toBe(true)
        expect(lignes.length).toBeLessThanOrEqual(max)
        expect(lignes.reduce((sum, [, n]) => sum + n, autres)).toBe(totalOf(given))
        if (lignes.length > 0) expect(autres === 0 || autres >= PETIT_NOMBRE).toBe(true)
      }),
    )
  })

  test('the smallest that could be shown joins a rest that is too small', () => {
    expect(hideSmall({ A: 50, B: 6, C: 2 }, 20)).toEqual({ lignes: [['A', 50]], autres: 8 })
    expect(hideSmall({ A: 50, C: 2 }, 20, 'tu')).toEqual({ lignes: [['A', 50]], autres: 2 })
  })
})

test.each([
  [{}, undefined, undefined],
  [{ '3': 1 }, 3, 3],
  [{ '10': 5, '2': 5 }, 2, 10],
  [{ '1': 9, '40': 1 }, 1, 1],
  [{ '1': 8, '40': 2 }, 1, 40],
])('of %j the half is within %s days, nine tenths within %s', (delais, p50, p90) => {
  expect([percentileOf(delais, 0.5), percentileOf(delais, 0.9)]).toEqual([p50, p90])
})

test('months are the sum of their days, whatever the names', () => {
  const jour = {
    recues: 1,
    decidees: { acceptee: 1 },
    delais: { '3': 1 },
    options: {},
    communes: JSON.parse('{"__proto__": 2}'),
  }
  const { communes, ...rest } = sumOf([jour, jour])
  expect(rest).toEqual({ recues: 2, decidees: { acceptee: 2 }, delais: { '3': 2 }, options: {} })
  expect(Object.entries(communes)).toEqual([['__proto__', 4]])
})

test.each([
  ['Saint-Égrève', 'SAINT EGREVE'],
  [' SAINT EGREVE ', 'SAINT EGREVE'],
  ['L’Isle-d’Abeau', 'L ISLE D ABEAU'],
  ['—', ''],
])('%s is counted as %s', (nom, cle) => expect(cleDeCommune(nom)).toBe(cle))

test.each([
  ['30-jours', 'jour', '2026-10-25', '2026-11-23'],
  ['3-mois', 'mois', '2026-09-01', '2026-11-01'],
  ['12-mois', 'mois', '2025-12-01', '2026-11-01'],
  ['annee', 'mois', '2026-01-01', '2026-11-01'],
  ['annee-passee', 'mois', '2025-01-01', '2025-12-01'],
  ['<script>', 'mois', '2026-09-01', '2026-11-01'],
])('%s reads each %s from %s to %s', (nom, pas, du, au) => {
  expect(periodeDe(nom, '2026-11-23')).toMatchObject({ pas, du, au })
})
