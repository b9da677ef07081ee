import { expect, test } from 'vitest'
import { aRepondu, cookieSondage } from './cookie-sondage.ts'

test('set with the number of the poll and nothing else, for its path, less than thirteen months', () => {
  const header = 'sondage=12; Max-Age=33696000; Path=/sondage; HttpOnly; SameSite=Lax'
  expect(cookieSondage(12, 'http://localhost:3000')).toBe(header)
  expect(cookieSondage(12, 'https://espace.example')).toBe(`${header}; Secure`)
  // The shortest thirteen months: from a 31st of January to the last of February of the next year.
  expect(33_696_000).toBeLessThan(393 * 86_400)
})

test.each([
  ['sondage=12', true],
  ['a=b; sondage=12', true],
  ['a=b;sondage=12;c', true],
  ['sondage=11; sondage=12', true],
  [`${'x=y; '.repeat(1_600)}sondage=12`, true],
  [undefined, false],
  ['', false],
  ['sondage', false],
  ['sondage=', false],
  ['sondage=1', false],
  ['sondage=120', false],
  ['sondage=%31%32', false],
  ['sondage="12"', false],
  ['asondage=12', false],
  ['Sondage=12', false],
  ['sondage=12=12', false],
  ['=;=;;;%%%\u0000; __proto__=12', false],
  ['x'.repeat(8_192), false],
])('%.40s: %s', (header, answered) => {
  expect(aRepondu(header, 12)).toBe(answered)
})
