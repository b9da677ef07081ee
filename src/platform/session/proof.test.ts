import { createHash } from 'node:crypto'
import { calculateThumbprint, generateKeyPair, generateProof } from 'dpop'
import { exportJWK, generateKeyPair as joseKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ProofExpectations, type ProofRequest, verifyProof } from './proof.ts'

const ORIGIN = 'https://portail.example'
const TOKEN = 'jeton-de-session'
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')
const body = Buffer.from('nom=Martin')

let keys: Awaited<ReturnType<typeof joseKeyPair>>
let expected: ProofExpectations
let jwk: Record<string, unknown>

beforeAll(async () => {
  keys = await joseKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(keys.publicKey)
  jwk = { kty, crv, x, y }
  const thumbprint = await calculateThumbprint(keys.publicKey as CryptoKey)
  expected = {
    publicOrigin: ORIGIN,
    acceptsNonce: (nonce) => nonce === 'bon',
    session: { token: TOKEN, thumbprint },
  }
})

const good = () => ({
  header: { typ: 'dpop+jwt', alg: 'ES256', jwk } as Record<string, unknown>,
  claims: {
    jti: 'abcdefgh-1',
    htm: 'POST',
    htu: `${ORIGIN}/espace/demandes`,
    ath: sha256(TOKEN),
    nonce: 'bon',
    bd: sha256(body.toString()),
  } as Record<string, unknown>,
})
const sign = ({ header, claims }: ReturnType<typeof good>, key = keys.privateKey) =>
  new SignJWT(claims).setProtectedHeader(header as never).sign(key)
const request = (proof: string | string[] | undefined): ProofRequest => ({
  headers: proof === undefined ? undefined : [proof].flat(),
  method: 'POST',
  path: '/espace/demandes',
  body,
})

test('a whole proof is accepted, whatever the citizen’s clock says', async () => {
  const proof = good()
  proof.claims.iat = 12
  expect(await verifyProof(request(await sign(proof)), expected)).toMatchObject({ jti: 'abcdefgh-1' })
})

test('an independent implementation of RFC 9449 is accepted', async () => {
  const pair = await generateKeyPair('ES256')
  const thumbprint = await calculateThumbprint(pair.publicKey)
  const text = await generateProof(pair, `${ORIGIN}/espace/demandes`, 'POST', 'bon', TOKEN, {
    bd: sha256(body.toString()),
  })
  expect(
    await verifyProof(request(text), { ...expected, session: { token: TOKEN, thumbprint } }),
  ).toMatchObject({ thumbprint })
})

const changes: [string, string, (proof: ReturnType<typeof good>) => void][] = [
  [
    'an extension that must be understood',
    'alg',
    (p) => {
      p.header.crit = ['b64']
      p.header.b64 = true
    },
  ],
  [
    'another type',
    'typ',
    (p) => {
      p.header.typ = 'JWT'
    },
  ],
  [
    'a jwk with one member more',
    'jwk',
    (p) => {
      p.header.jwk = { ...jwk, kid: '1' }
    },
  ],
  [
    'a private jwk',
    'jwk',
    (p) => {
      p.header.jwk = { ...jwk, d: 'x' }
    },
  ],
  [
    'no jwk',
    'jwk',
    (p) => {
      delete p.header.jwk
    },
  ],
  [
    'another method',
    'htm',
    (p) => {
      p.claims.htm = 'GET'
    },
  ],
  [
    'another path',
    'htu',
    (p) => {
      p.claims.htu = `${ORIGIN}/espace`
    },
  ],
  [
    'another origin',
    'htu',
    (p) => {
      p.claims.htu = 'https://ailleurs.example/espace/demandes'
    },
  ],
  [
    'another token',
    'ath',
    (p) => {
      p.claims.ath = sha256('autre')
    },
  ],
  [
    'no token',
    'ath',
    (p) => {
      delete p.claims.ath
    },
  ],
  [
    'an old nonce',
    'nonce',
    (p) => {
      p.claims.nonce = 'vieux'
    },
  ],
  [
    'no nonce',
    'nonce',
    (p) => {
      delete p.claims.nonce
    },
  ],
  [
    'another body',
    'bd',
    (p) => {
      p.claims.bd = sha256('nom=Autre')
    },
  ],
  [
    'no digest of the body',
    'bd',
    (p) => {
      delete p.claims.bd
    },
  ],
  [
    'no jti',
    'jti',
    (p) => {
      delete p.claims.jti
    },
  ],
  [
    'an endless jti',
    'jti',
    (p) => {
      p.claims.jti = 'x'.repeat(200)
    },
  ],
]
describe.each(changes)('%s', (_name, fault, change) => {
  test(`is refused for its ${fault}`, async () => {
    const proof = good()
    change(proof)
    expect(await verifyProof(request(await sign(proof)), expected)).toBe(fault)
  })
})

test('envelopes that are not even read further', async () => {
  const text = await sign(good())
  expect(await verifyProof(request(undefined), expected)).toBe('absent')
  expect(await verifyProof(request([text, text]), expected)).toBe('several')
  expect(await verifyProof(request(`${text}, ${text}`), expected)).toBe('several')
  expect(await verifyProof(request(text + 'x'.repeat(2_048)), expected)).toBe('too-long')
  expect(await verifyProof(request('pas une preuve'), expected)).toBe('malformed')
})

test('another algorithm is refused before anything is computed', async () => {
  const { privateKey, publicKey } = await joseKeyPair('ES384', { extractable: true })
  const proof = good()
  proof.header = { typ: 'dpop+jwt', alg: 'ES384', jwk: await exportJWK(publicKey) }
  expect(await verifyProof(request(await sign(proof, privateKey)), expected)).toBe('alg')
})

test('another key than the session’s, or a signature by another key', async () => {
  const other = await joseKeyPair('ES256', { extractable: true })
  expect(await verifyProof(request(await sign(good(), other.privateKey)), expected)).toBe('signature')
  const proof = good()
  const { kty, crv, x, y } = await exportJWK(other.publicKey)
  proof.header.jwk = { kty, crv, x, y }
  expect(await verifyProof(request(await sign(proof, other.privateKey)), expected)).toBe('thumbprint')
})
