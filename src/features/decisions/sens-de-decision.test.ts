import { expect, test } from 'vitest'
import { deriveSens, type SensDePartie } from './sens-de-decision.ts'

const A: SensDePartie = 'acceptee'
const R: SensDePartie = 'refusee'

test.each([
  [[A], 'acceptee'],
  [[R], 'refusee'],
  [[A, A, A], 'acceptee'],
  [[R, R], 'refusee'],
  [[A, R], 'acceptee_partiellement'],
  [[R, A], 'acceptee_partiellement'],
  [[R, R, R, A], 'acceptee_partiellement'],
  [[A, A, A, R], 'acceptee_partiellement'],
] as const)('%j: %s', (parties, sens) => {
  expect(deriveSens(parties.map((sens) => ({ sens })))).toBe(sens)
})

test('without a part there is no outcome', () => {
  expect(() => deriveSens([])).toThrow()
})
