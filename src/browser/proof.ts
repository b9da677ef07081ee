const encoder = new TextEncoder()

export function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
  let binary = ''
  for (const byte of view) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const digest = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  base64url(await crypto.subtle.digest('SHA-256', bytes))
const encode = (value: unknown): string => base64url(encoder.encode(JSON.stringify(value)))

/** A P-256 pair; its private half can sign and never be read. */
export const makeKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])

export interface ToSign {
  keys: CryptoKeyPair
  method: string
  /** Absolute address; its query is not signed. */
  url: URL
  nonce: string | undefined
  token: string | undefined
  body: Uint8Array<ArrayBuffer> | undefined
}

/** A DPoP proof (RFC 9449) with our own `bd`, the digest of the body. */
export async function makeProof({ keys, method, url, nonce, token, body }: ToSign): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  const claims = {
    jti: base64url(crypto.getRandomValues(new Uint8Array(16))),
    htm: method,
    htu: url.origin + url.pathname,
    iat: Math.floor(Date.now() / 1000),
    ...(nonce ? { nonce } : {}),
    ...(token ? { ath: await digest(encoder.encode(token)) } : {}),
    ...(body ? { bd: await digest(body) } : {}),
  }
  const content = `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${encode(claims)}`
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    keys.privateKey,
    encoder.encode(content),
  )
  return `${content}.${base64url(signature)}`
}
