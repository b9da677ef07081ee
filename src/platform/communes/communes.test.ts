import { expect, test } from 'vitest'
import { communesOf } from './communes.ts'

test('a postcode names its communes', async () => {
  expect(await communesOf('38000')).toContainEqual({ nom: 'Grenoble', codeInsee: '38185' })
  expect((await communesOf('38410')).length).toBeGreaterThan(1)
  expect(await communesOf('00000')).toEqual([])
})
