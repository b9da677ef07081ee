import { expect, test } from 'vitest'
import { hashOfCode, makeCodes, NOMBRE_DE_CODES } from './codes-de-secours.ts'

const USAGER = '01890000-0000-7000-8000-000000000001'

test('ten codes, all different, in groups of four', () => {
  const codes = makeCodes()
  expect(new Set(codes).size).toBe(NOMBRE_DE_CODES)
  for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){5}$/)
})

test.each([
  ['as it was shown', '8q1w-c5bn-7k2m-p4xz-9d0e-h1vt'],
  ['in capitals, with spaces', ' 8Q1W C5BN 7K2M P4XZ 9D0E H1VT '],
  ['with the letters that look like figures', '8qlw-c5bn-7k2m-p4xz-9dOe-hlvt'],
  ['without a break', '8qIwc5bn7k2mp4xz9d0ehIvt'],
])('%s: the same code', (_, typed) => {
  expect(hashOfCode(USAGER, typed)).toEqual(hashOfCode(USAGER, '8q1wc5bn7k2mp4xz9d0eh1vt'))
})

test('another code, or somebody else’s, is another', () => {
  const known = hashOfCode(USAGER, '8q1wc5bn7k2mp4xz9d0eh1vt')
  expect(known).toHaveLength(32)
  expect(hashOfCode(USAGER, '8q1wc5bn7k2mp4xz9d0eh1vv')).not.toEqual(known)
  expect(hashOfCode('01890000-0000-7000-8000-000000000002', '8q1wc5bn7k2mp4xz9d0eh1vt')).not.toEqual(known)
})

test.each(['', '7k2m', '8q1wc5bn7k2mp4xz9d0eh1vtt', 'é'.repeat(24), '0'.repeat(5_000)])(
  '« %s » cannot be one',
  (typed) => {
    expect(hashOfCode(USAGER, typed)).toBeUndefined()
  },
)
