import { randomInt } from 'node:crypto'

/** No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: what people misread or mishear. */
const ALPHABET = '34679ACDEFGHJKMNPQRTWXY'
const LENGTH = 8

/** « PR26-7KQ4-XM9T »: initials of the démarche, year, eight characters of which the last one checks the others. */
export function makeReference(slug: string, year: number): string {
  const words = slug.split('-')
  const letters = words.length === 1 ? slug : words.map((word) => word[0] ?? '').join('')
  const initials = letters.toUpperCase().slice(0, 3)
  const body = Array.from({ length: LENGTH - 1 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  const code = body + checkCharacter(body)
  return `${initials}${String(year).slice(-2)}-${code.slice(0, 4)}-${code.slice(4)}`
}

/** Weighted sum: one wrong character, or two neighbours exchanged, is noticed (23 is prime). */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, i) => total + (i + 1) * ALPHABET.indexOf(character), 0)
  return ALPHABET[sum % ALPHABET.length] ?? ''
}

/** A reference as it was typed or dictated, in its one form; undefined when it cannot be one. */
export function parseReference(typed: string): string | undefined {
  const net = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const found = /^([A-Z]{1,3}\d{2})([A-Z0-9]{4})([A-Z0-9]{4})$/.exec(net)
  if (!found) return undefined
  const [, head = '', left = '', right = ''] = found
  const code = left + right
  if ([...code].some((character) => !ALPHABET.includes(character))) return undefined
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? `${head}-${left}-${right}` : undefined
}
