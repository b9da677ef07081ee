import { expect, it } from 'vitest'
import { parseFields } from './fields.ts'
import { shownNumber, typedNumero } from './typed-numbers.ts'

it.each([
  ['1', 1],
  ['20', 20],
  ['999999999', 999_999_999],
])('« %s » is the number of a thing', (typed, numero) => {
  expect(typedNumero(typed)).toBe(numero)
})

it.each(['', '0', '01', '-1', '+1', '1.0', '1e3', ' 1', '1\n', '1000000000', '٣', 'un'])(
  '« %s » is the number of nothing',
  (typed) => {
    expect(typedNumero(typed)).toBeUndefined()
  },
)

it.each([
  ['revision=0', 0],
  ['revision=7', 7],
  ['revision=999999999', 999_999_999],
])('%s is a revision that a page may have shown', (body, revision) => {
  expect(shownNumber(parseFields(body), 'revision')).toBe(revision)
})

it.each([
  '',
  'revision=',
  'revision=-1',
  'revision=1.5',
  'revision=1000000000',
  'revision=1%00',
  'revision=1&revision=2',
  'vue=1',
])('« %s » shows none: nothing has its revision', (body) => {
  expect(shownNumber(parseFields(body), 'revision')).toBe(-1)
})
