import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
const WINDOW = 1

const totp = (secret: Secret, email = 'compte'): TOTP =>
  new TOTP({
    issuer: 'Espace personnel',
    label: email,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret,
  })

/** A new 160-bit secret (RFC 4226 4). */
export const newTotpSecret = (): Buffer => Buffer.from(new Secret({ size: 20 }).bytes)

/** What an authenticator application reads. */
export const totpUri = (secret: Buffer, email: string): string => totp(toSecret(secret), email).toString()

export const codeAt = (secret: Buffer, now: Date): string =>
  totp(toSecret(secret)).generate({ timestamp: now.getTime() })

/** The 30-second step that a code belongs to, one step early or late admitted (RFC 6238 5.2); undefined when wrong. */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | undefined {
  const net = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(net)) return undefined
  const delta = totp(toSecret(secret)).validate({ token: net, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta
}

const toSecret = (bytes: Buffer): Secret => new Secret({ buffer: new Uint8Array(bytes).buffer })

/** The secret in base 32, as an application takes it by hand. */
export const totpSecretText = (secret: Buffer): string => toSecret(secret).base32
