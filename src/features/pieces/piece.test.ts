import { describe, expect, test } from 'vitest'
import { ETATS, mayBecome, suites } from './piece.ts'

describe.each(ETATS)('%s', (avant) => {
  test.each(ETATS)(`→ %s`, (apres) => {
    expect(mayBecome(avant, apres)).toBe((suites[avant] as readonly string[]).includes(apres))
  })
})

test('an infected document leads nowhere, and none is freed without a look', () => {
  expect(suites.infectee).toEqual([])
  expect(ETATS.filter((etat) => mayBecome(etat, 'liberee'))).toEqual(['saine'])
})
