import { hkdfSync } from 'node:crypto'

/** The keys that the product derives from SECRET_KEY: one purpose each, so that none can stand in for another. */
export interface SecretKeys {
  nonce: Buffer
  link: Buffer
  lockout: Buffer
  totp: Buffer
  sondage: Buffer
  journal: Buffer
}

const derive = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `espace-personnel ${purpose}`, 32))

/** HKDF-SHA-256 (RFC 5869). */
export function deriveKeys(secret: Buffer): SecretKeys {
  return {
    nonce: derive(secret, 'nonce'),
    link: derive(secret, 'link'),
    lockout: derive(secret, 'lockout'),
    totp: derive(secret, 'totp'),
    sondage: derive(secret, 'sondage'),
    journal: derive(secret, 'journal'),
  }
}
