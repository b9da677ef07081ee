import { createHash, randomBytes } from 'node:crypto'

/** Crockford's base 32: no i, l, o or u. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 24
export const NOMBRE_DE_CODES = 10

/** Ten new codes of 120 bits: « 7k2m-p4xz-9d0e-h3vt-8q1w-c5bn ». */
export const makeCodes = (): string[] =>
  Array.from({ length: NOMBRE_DE_CODES }, () => {
    const code = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
    return (code.match(/.{4}/g) ?? []).join('-')
  })

/** What is stored of a code as it was typed; undefined when it cannot be one. 120 bits need no slow hash (ASVS 6.5.2). */
export function hashOfCode(usagerId: string, typed: string): Buffer | undefined {
  const net = typed
    .slice(0, 100)
    .toLowerCase()
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
    .replace(/[^0-9a-z]/g, '')
  if (net.length !== LENGTH) return undefined
  return createHash('sha256').update(`code-de-secours:${usagerId}:${net}`).digest()
}
