import { expect, test } from 'vitest'
import { makeReference, parseReference } from './reference.ts'

test('a reference is found again however it is typed', () => {
  const reference = makeReference('pack-rentree', 2026)
  expect(reference).toMatch(/^PR26-[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}$/)
  expect(parseReference(` ${reference.toLowerCase().replaceAll('-', ' ')} `)).toBe(reference)
})

test('one wrong character, or two neighbours exchanged, is noticed', () => {
  const reference = makeReference('apa', 2026)
  const first = reference.indexOf('-') + 1
  for (let i = first; i < reference.length; i += 1) {
    if (reference[i] === '-') continue
    for (const other of '34679ACDEFGHJKMNPQRTWXY') {
      if (other !== reference[i])
        expect(parseReference(reference.slice(0, i) + other + reference.slice(i + 1))).toBeUndefined()
    }
  }
  const [a, b] = [reference[first], reference[first + 1]]
  if (a !== b)
    expect(
      parseReference(`${reference.slice(0, first)}${b}${a}${reference.slice(first + 2)}`),
    ).toBeUndefined()
})

test('anything else is no reference', () => {
  for (const typed of ['', 'PR26', "'; drop table demande", 'PR26-0000-0000', 'é'.repeat(50)])
    expect(parseReference(typed)).toBeUndefined()
})
