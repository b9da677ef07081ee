import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'

/** A P-256 pair whose two halves lie open, unlike those of a browser. */
export interface OpenKeys {
  privateKey: KeyObject
  /** {kty, crv, x, y} */
  jwk: Record<string, unknown>
}

export type Claims = Record<string, unknown>

export const digest = (data: string): string => createHash('sha256').update(data).digest('base64url')
const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export function makeKeys(namedCurve = 'P-256'): OpenKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  return { privateKey, jwk: publicKey.export({ format: 'jwk' }) as Record<string, unknown> }
}

/** The private half as a JWK: what a proof must never carry. */
export const privateJwk = ({ privateKey }: OpenKeys): Record<string, unknown> =>
  createPrivateKey(privateKey.export({ format: 'pem', type: 'sec1' }).toString()).export({
    format: 'jwk',
  }) as Record<string, unknown>

export const header = (keys: OpenKeys, change: Claims = {}): Claims => ({
  ...{ typ: 'dpop+jwt', alg: 'ES256', jwk: keys.jwk },
  ...change,
})

/** Signs any header and any claims, true or not (a string stands for itself): a compact JWS. */
export function signProof(keys: OpenKeys, head: Claims | string, claims: Claims | string): string {
  const sealed = `${part(head)}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(sealed), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${sealed}.${signature.toString('base64url')}`
}

/** What a browser of ours would say of one request. */
export function claimsOf(
  request: { origin: string; method: string; path: string; body: string },
  session: { token: string; nonce: string },
  change: Claims = {},
): Claims {
  return {
    jti: randomUUID(),
    htm: request.method,
    htu: request.origin + request.path,
    iat: Math.floor(Date.now() / 1000),
    ath: digest(session.token),
    nonce: session.nonce,
    bd: digest(request.body),
    ...change,
  }
}
