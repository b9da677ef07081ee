import { expect, test } from 'vitest'
import { codeAt, newTotpSecret, stepOfCode, totpUri } from './totp.ts'

const now = new Date('2026-11-23T09:00:10Z')

test('a code is accepted in its step and one beside, and tells which', () => {
  const secret = newTotpSecret()
  const step = Math.floor(now.getTime() / 30_000)
  expect(stepOfCode(secret, codeAt(secret, now), now)).toBe(step)
  expect(stepOfCode(secret, codeAt(secret, new Date(now.getTime() - 30_000)), now)).toBe(step - 1)
  expect(stepOfCode(secret, codeAt(secret, new Date(now.getTime() - 90_000)), now)).toBeUndefined()
})

test.each(['', '12345', 'abcdef', '1234567'])('%s is no code', (code) => {
  expect(stepOfCode(newTotpSecret(), code, now)).toBeUndefined()
})

test('the test vector of RFC 6238', () => {
  expect(codeAt(Buffer.from('12345678901234567890'), new Date(59_000))).toBe('287082')
})

test('the address for the application names no password', () => {
  expect(totpUri(newTotpSecret(), 'agent@exemple.fr')).toMatch(/^otpauth:\/\/totp\/.*agent%40exemple\.fr\?/)
})
