import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { decodeProtectedHeader, type JWK } from 'jose'

/** Why a proof is refused; only `nonce` invites the browser to try again. */
export type ProofFault =
  | 'absent'
  | 'several'
  | 'too-long'
  | 'malformed'
  | 'typ'
  | 'alg'
  | 'jwk'
  | 'thumbprint'
  | 'signature'
  | 'htm'
  | 'htu'
  | 'ath'
  | 'nonce'
  | 'bd'
  | 'jti'

export interface ProofRequest {
  /** Every `DPoP` header of the request, as Node gives them (`headersDistinct`). */
  headers: readonly string[] | undefined
  method: string
  /** Path without query. */
  path: string
  /** Raw body, undefined when the method carries none. */
  body: Buffer | undefined
}

export interface ProofExpectations {
  /** The configured public origin; the Host header is never believed. */
  publicOrigin: string
  acceptsNonce: (nonce: string) => boolean
  /** Present once a session exists: its token and the thumbprint of its key. */
  session?: { token: string; thumbprint: string }
}

export interface Proof {
  jti: string
  nonce: string
  thumbprint: string
}

/** A proof that is well made, before anything is computed or looked up for it. */
export interface Envelope {
  text: string
  jwk: JWK
}

interface Claims {
  jti?: unknown
  htm?: unknown
  htu?: unknown
  ath?: unknown
  nonce?: unknown
  bd?: unknown
}

interface Header {
  typ?: unknown
  alg?: unknown
  jwk?: unknown
  crit?: unknown
}

const MAX_LENGTH = 2_048
const JWK_MEMBERS = 'crv,kty,x,y'
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('base64url')

/** Checks on the envelope, cheapest first: nothing is computed for a proof that is not even well made. */
const headerChecks: readonly [ProofFault, (header: Header) => boolean][] = [
  ['typ', (header) => header.typ === 'dpop+jwt'],
  ['alg', (header) => header.alg === 'ES256' && header.crit === undefined],
  ['jwk', (header) => isPublicP256(header.jwk)],
]

/** Checks on what was signed (RFC 9449 4.3, and our own `bd`, the digest of the body). */
const claimChecks: readonly [
  ProofFault,
  (claims: Claims, request: Omit<ProofRequest, 'headers'>, expected: ProofExpectations) => boolean,
][] = [
  ['htm', (claims, request) => claims.htm === request.method],
  ['htu', (claims, request, expected) => claims.htu === expected.publicOrigin + request.path],
  [
    'ath',
    (claims, _, { session }) => (session ? claims.ath === sha256(session.token) : claims.ath === undefined),
  ],
  ['nonce', (claims, _, expected) => typeof claims.nonce === 'string' && expected.acceptsNonce(claims.nonce)],
  ['bd', (claims, request) => request.body === undefined || claims.bd === sha256(request.body)],
  ['jti', (claims) => typeof claims.jti === 'string' && claims.jti.length >= 8 && claims.jti.length <= 128],
]

function isPublicP256(jwk: unknown): boolean {
  if (typeof jwk !== 'object' || jwk === null) return false
  const { kty, crv, x, y } = jwk as Record<string, unknown>
  const members = Object.keys(jwk).sort().join(',')
  return (
    members === JWK_MEMBERS &&
    kty === 'EC' &&
    crv === 'P-256' &&
    typeof x === 'string' &&
    typeof y === 'string'
  )
}

/** Imported keys by thumbprint: a person's proofs all carry the same key, and importing it costs as much as verifying. */
const importedKeys = new Map<string, KeyObject>()
const MAX_IMPORTED = 2_000

const importKey = (jwk: JWK): KeyObject => createPublicKey({ key: { ...jwk }, format: 'jwk' })

function knownKey(jwk: JWK, thumbprint: string): KeyObject {
  const known = importedKeys.get(thumbprint)
  if (known) return known
  const key = importKey(jwk)
  if (importedKeys.size >= MAX_IMPORTED) importedKeys.delete(importedKeys.keys().next().value ?? '')
  importedKeys.set(thumbprint, key)
  return key
}

/** RFC 7638: the members that make the key, in order, without spaces. */
const thumbprintOf = ({ crv, kty, x, y }: JWK): string => sha256(JSON.stringify({ crv, kty, x, y }))

/**
 * The claims of a compact JWS, once its ES256 signature is verified. Throws otherwise. By node:crypto, at once: the same
 * through WebCrypto takes four times the CPU, on every request of every person.
 */
function verifiedClaims(text: string, key: KeyObject): Claims {
  const [header = '', payload = '', signature = '', more] = text.split('.')
  const sealed = Buffer.from(`${header}.${payload}`)
  const bytes = Buffer.from(signature, 'base64url')
  if (more !== undefined || !verify('sha256', sealed, { key, dsaEncoding: 'ieee-p1363' }, bytes))
    throw new Error('not signed by this key')
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  if (typeof claims !== 'object' || claims === null) throw new Error('no claims')
  return claims
}

/** Opens the `DPoP` headers of a request: costs nothing but reading them. @returns why they are refused, otherwise */
export function readEnvelope(headers: readonly string[] | undefined): Envelope | ProofFault {
  if (!headers || headers.length === 0) return 'absent'
  const [text = ''] = headers
  if (headers.length > 1 || text.includes(',')) return 'several'
  if (text.length > MAX_LENGTH) return 'too-long'
  let header: Header
  try {
    header = decodeProtectedHeader(text)
  } catch {
    return 'malformed'
  }
  const bad = headerChecks.find(([, holds]) => !holds(header))
  return bad ? bad[0] : { text, jwk: header.jwk as JWK }
}

/** Verifies what an envelope holds (RFC 9449). @returns the proof, or why it is refused */
export function verifyEnvelope(
  { text, jwk }: Envelope,
  request: Omit<ProofRequest, 'headers'>,
  expected: ProofExpectations,
): Proof | ProofFault {
  const thumbprint = thumbprintOf(jwk)
  if (expected.session && thumbprint !== expected.session.thumbprint) return 'thumbprint'
  let claims: Claims
  try {
    // A key that no session knows is not kept: strangers cannot push the citizens' keys out.
    // `iat` is not judged: the nonce says when, and citizens' clocks are wrong.
    claims = verifiedClaims(text, expected.session ? knownKey(jwk, thumbprint) : importKey(jwk))
  } catch {
    return 'signature'
  }
  const wrong = claimChecks.find(([, holds]) => !holds(claims, request, expected))
  if (wrong) return wrong[0]
  return { jti: String(claims.jti), nonce: String(claims.nonce), thumbprint }
}

/** Both halves at once. */
export function verifyProof(request: ProofRequest, expected: ProofExpectations): Proof | ProofFault {
  const envelope = readEnvelope(request.headers)
  return typeof envelope === 'string' ? envelope : verifyEnvelope(envelope, request, expected)
}
