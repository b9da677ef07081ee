import { createHash, createHmac } from 'node:crypto'

/**
 * The 256-bit token of a mailed link, computed from where it comes from (`inscription:<id>`): a mail that is sent
 * again carries the same link, and nothing that opens it is ever stored.
 */
export function linkToken(key: Buffer, source: string): string {
  return createHmac('sha256', key).update(source).digest('base64url')
}

/** What the database keeps of a token. */
export function linkTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
