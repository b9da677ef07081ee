import { describe, expect, test } from 'vitest'
import { NATURES } from './natures.ts'
import { endOfSchoolYear, etatDeValidite, finDeValidite, VALIDITES } from './validite.ts'

test.each([
  ['2026-09-12', '2027-08-31'],
  ['2027-01-04', '2027-08-31'],
  ['2027-06-30', '2027-08-31'],
  ['2027-07-01', '2028-08-31'],
  ['2027-08-31', '2028-08-31'],
])('a certificate of %s serves until %s', (jour, fin) => expect(endOfSchoolYear(jour)).toBe(fin))

test.each([
  ['trois-mois', '2026-11-30', '2027-02-28'],
  ['six-mois', '2026-08-31', '2027-02-28'],
  ['un-an', '2028-02-29', '2029-02-28'],
  ['annee-scolaire', '2026-09-01', '2027-08-31'],
  ['toujours', '2026-09-01', null],
  ['date', '2026-09-01', '2031-05-06'],
] as const)('%s from %s: %s', (validite, jour, fin) =>
  expect(finDeValidite(validite, jour, '2031-05-06')).toBe(fin),
)

describe('on a day', () => {
  test.each([
    [null, 'valable'],
    ['2026-11-22', 'perime'],
    ['2026-11-23', 'bientot'],
    ['2026-12-23', 'bientot'],
    ['2026-12-24', 'valable'],
  ] as const)('one that ends on %s is %s', (fin, etat) =>
    expect(etatDeValidite(fin, '2026-11-23')).toBe(etat),
  )
})

test('every kind has a usual validity that is one', () => {
  for (const { validite } of Object.values(NATURES)) expect(Object.keys(VALIDITES)).toContain(validite)
})
