import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import {
  type Claims,
  claimsOf,
  digest,
  header,
  makeKeys,
  type OpenKeys,
  privateJwk,
  signProof,
} from '../support/proof-maker.ts'

/** A session whose every part lies open. */
export interface OpenSession {
  keys: OpenKeys
  token: string
}

/** What forgers have in hand. */
export interface Stolen {
  origin: string
  path: string
  /** A nonce that counts. */
  nonce: string
  /** Nonces that the portal gave and that count no more, or not yet. */
  oldNonces: readonly string[]
  holder: OpenSession
  /** Another person's session, open as well. */
  other: OpenSession
  /** Sessions that were signed out, and left idle for too long. */
  ended: OpenSession
  idle: OpenSession
  /** A proof of the holder's that was accepted. */
  spent: string
}

export interface Forgery {
  authorization?: string | undefined
  dpop?: string | string[] | undefined
  method?: string
  path?: string
  body?: string
  headers?: Record<string, string>
}

const BODY = ''
const pick = <T>(values: readonly T[], round: number): T => values[round % values.length] as T
const strangers = Array.from({ length: 8 }, () => makeKeys())
const otherCurve = makeKeys('P-384')

/** A proof of the holder's with something changed in its header or in its claims. */
const made = (stolen: Stolen, claims: Claims = {}, head: Claims = {}, keys = stolen.holder.keys): string =>
  signProof(keys, header(keys, head), claimsOf(requestOf(stolen), sessionOf(stolen), claims))
const requestOf = ({ origin, path }: Stolen) => ({ origin, path, method: 'POST', body: BODY })
const sessionOf = ({ holder, nonce }: Stolen) => ({ token: holder.token, nonce })
const without = (claims: Claims, name: string): Claims => {
  const { [name]: _, ...rest } = claims
  return rest
}
const lacking = (stolen: Stolen, name: string): string =>
  signProof(
    stolen.holder.keys,
    header(stolen.holder.keys),
    without(claimsOf(requestOf(stolen), sessionOf(stolen)), name),
  )
const parts = (proof: string): [string, string, string] => proof.split('.') as [string, string, string]
const json = (text: string): Claims => JSON.parse(Buffer.from(text, 'base64url').toString()) as Claims
const reSigned = (proof: string, signature: Buffer): string => {
  const [head, claims] = parts(proof)
  return `${head}.${claims}.${signature.toString('base64url')}`
}
const signatureOf = (proof: string): Buffer => Buffer.from(parts(proof)[2], 'base64url')
const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes)
  const at = (bit >> 3) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7))
  return copy
}
const NOT_TEXT: readonly unknown[] = [0, 1, true, null, [], {}, ['x'.repeat(20)], { a: 1 }, -1e308, '']

/** Each makes forgery number `round` of its family; every one of them must be refused. */
export const FORGERIES: Readonly<Record<string, (stolen: Stolen, round: number) => Forgery>> = {
  'no proof': () => ({ dpop: undefined }),
  'an empty proof': (_, round) => ({ dpop: ' '.repeat(round % 5) }),
  'two proofs, both good': (stolen) => ({ dpop: [made(stolen), made(stolen)] }),
  'two proofs in one header': (stolen, round) => ({
    dpop: [made(stolen), made(stolen)].join(pick([',', ', ', ',,'], round)),
  }),
  'the same proof twice in a request': (stolen) => {
    const proof = made(stolen)
    return { dpop: [proof, proof] }
  },
  'a proof longer than 2 kB': (stolen, round) => ({
    dpop: made(stolen, { longueur: 'x'.repeat(1_300 + round * 12) }),
  }),
  'a proof cut short': (stolen, round) => {
    const proof = made(stolen)
    return { dpop: proof.slice(0, 1 + ((round * 7) % (proof.length - 2))) }
  },
  'a proof with something after it': (stolen, round) => ({
    dpop: made(stolen) + pick(['.', '.e30', '.AAAA', 'AAAA', '..', '.x.y'], round),
  }),
  'a proof in two parts': (stolen) => ({ dpop: parts(made(stolen)).slice(0, 2).join('.') }),
  'a JWS written as JSON': (stolen) => {
    const [head, payload, signature] = parts(made(stolen))
    return { dpop: JSON.stringify({ protected: head, payload, signature }).replaceAll(',', ' ') }
  },
  'noise where a proof should be': (_, round) => ({
    dpop: pick([randomBytes(60).toString('base64url'), 'a.b.c', '...', 'null', '{}', '%00', 'é'], round),
  }),
  'another typ': (stolen, round) => ({
    dpop: made(stolen, {}, { typ: pick(['JWT', 'dpop', 'DPOP+JWT', '', undefined, null, 1], round) }),
  }),
  'alg none': (stolen, round) => {
    const [, claims] = parts(made(stolen))
    const head = header(stolen.holder.keys, { alg: pick(['none', 'None', 'NONE', ''], round) })
    return { dpop: `${Buffer.from(JSON.stringify(head)).toString('base64url')}.${claims}.` }
  },
  'another alg': (stolen, round) => ({
    dpop: made(
      stolen,
      {},
      { alg: pick(['ES384', 'ES512', 'RS256', 'PS256', 'EdDSA', 'es256', null], round) },
    ),
  }),
  'a MAC keyed with the public key': (stolen, round) => {
    const { keys } = stolen.holder
    const head = Buffer.from(JSON.stringify(header(keys, { alg: 'HS256' }))).toString('base64url')
    const sealed = `${head}.${parts(made(stolen))[1]}`
    const secret = pick([JSON.stringify(keys.jwk), String(keys.jwk.x), ''], round)
    return { dpop: `${sealed}.${createHmac('sha256', secret).update(sealed).digest('base64url')}` }
  },
  'crit and b64': (stolen, round) => ({
    dpop: made(stolen, {}, pick([{ crit: ['b64'], b64: false }, { crit: [] }, { crit: ['exp'] }], round)),
  }),
  'no key': (stolen, round) => ({
    dpop: made(stolen, {}, { jwk: pick([undefined, null, 'x', [], {}, 1], round) }),
  }),
  'a key with its private half': (stolen) => ({
    dpop: made(stolen, {}, { jwk: privateJwk(stolen.holder.keys) }),
  }),
  'a key with more members': (stolen, round) => ({
    dpop: made(
      stolen,
      {},
      {
        jwk: { ...stolen.holder.keys.jwk, ...pick([{ kid: '1' }, { alg: 'ES256' }, { use: 'sig' }], round) },
      },
    ),
  }),
  'a key of another curve or kind': (stolen, round) => {
    const { jwk } = stolen.holder.keys
    return {
      dpop: pick(
        [
          () => made(stolen, {}, { jwk: otherCurve.jwk }, otherCurve),
          () => made(stolen, {}, { jwk: { ...jwk, crv: 'P-384' } }),
          () => made(stolen, {}, { jwk: { kty: 'oct', k: 'AAAA' } }),
          () => made(stolen, {}, { jwk: { ...jwk, kty: 'RSA' } }),
        ],
        round,
      )(),
    }
  },
  'a point that is not on the curve': (stolen, round) => {
    const { jwk } = stolen.holder.keys
    const wrong = pick(
      ['', 'AA', 'A'.repeat(43), '_'.repeat(43), randomBytes(32).toString('base64url')],
      round,
    )
    return { dpop: made(stolen, {}, { jwk: { ...jwk, [pick(['x', 'y'], round >> 3)]: wrong } }) }
  },
  'a key of its own': (stolen, round) => ({ dpop: made(stolen, {}, {}, pick(strangers, round)) }),
  'the holder’s key shown, signed by another': (stolen, round) => ({
    dpop: made(stolen, {}, { jwk: stolen.holder.keys.jwk }, pick(strangers, round)),
  }),
  'a bit of the signature turned': (stolen, round) => {
    const proof = made(stolen)
    return { dpop: reSigned(proof, flipped(signatureOf(proof), round)) }
  },
  'a bit of the claims turned': (stolen, round) => {
    const [head, claims, signature] = parts(made(stolen))
    const turned = flipped(Buffer.from(claims, 'base64url'), round).toString('base64url')
    return { dpop: `${head}.${turned}.${signature}` }
  },
  'a bit of the header turned': (stolen, round) => {
    const [head, claims, signature] = parts(made(stolen))
    const turned = flipped(Buffer.from(head, 'base64url'), round).toString('base64url')
    return { dpop: `${turned}.${claims}.${signature}` }
  },
  'a signature of nothing': (stolen, round) => ({
    dpop: reSigned(made(stolen), Buffer.alloc(pick([0, 1, 63, 64, 65, 128], round), round >> 3)),
  }),
  'the signature of another proof': (stolen) => ({ dpop: reSigned(made(stolen), signatureOf(made(stolen))) }),
  'claims that are no claims': (stolen, round) => ({
    dpop: signProof(
      stolen.holder.keys,
      header(stolen.holder.keys),
      pick(['null', '[]', '1', '"x"', '', '{', '{"jti":', '[[[[]]]]', '\0'], round),
    ),
  }),
  'claims on the prototype': (stolen) => {
    const { iat: _, ...claims } = claimsOf(requestOf(stolen), sessionOf(stolen))
    const text = `{"__proto__":${JSON.stringify(claims)}}`
    return { dpop: signProof(stolen.holder.keys, header(stolen.holder.keys), text) }
  },
  'another method': (stolen, round) => ({
    dpop: made(stolen, { htm: pick(['GET', 'PUT', 'post', 'HEAD', '', ...NOT_TEXT], round) }),
  }),
  'another path': (stolen, round) => ({
    dpop: made(stolen, {
      htu:
        stolen.origin +
        pick(['/espace', '/', '', `${stolen.path}/`, `${stolen.path}?a=1`, `/${stolen.path}`], round),
    }),
  }),
  'another origin': (stolen, round) => ({
    dpop: made(stolen, {
      htu:
        pick(['https://ailleurs.example', 'http://127.0.0.1', 'HTTP://127.0.0.1:1', '', 'null'], round) +
        stolen.path,
    }),
    headers: { 'x-forwarded-host': 'ailleurs.example', 'x-forwarded-proto': 'https' },
  }),
  'sent to another address': (stolen, round) => ({
    dpop: made(stolen),
    path: pick(['/espace/demarches/apa/commencer', '/espace/compte/signaler', '/session/depart'], round),
  }),
  'for another token': (stolen, round) => ({
    dpop: made(stolen, {
      ath: pick([digest(stolen.other.token), stolen.holder.token, digest(''), ...NOT_TEXT], round),
    }),
  }),
  'without the token': (stolen) => ({ dpop: lacking(stolen, 'ath') }),
  'a nonce that counts no more, or not yet': (stolen, round) => ({
    dpop: made(stolen, { nonce: pick(stolen.oldNonces, round) }),
  }),
  'an invented nonce': (stolen, round) => ({
    dpop: made(stolen, {
      nonce: pick(
        [randomBytes(16).toString('base64url'), `${stolen.nonce}A`, stolen.nonce.slice(1), ...NOT_TEXT],
        round,
      ),
    }),
  }),
  'no nonce': (stolen) => ({ dpop: lacking(stolen, 'nonce') }),
  'the digest of another body': (stolen, round) => ({
    dpop: made(stolen, { bd: pick([digest('a=1'), digest(' '), ...NOT_TEXT], round) }),
  }),
  'no digest of the body': (stolen) => ({ dpop: lacking(stolen, 'bd') }),
  'a body changed after it was signed': (stolen, round) => ({
    dpop: made(stolen),
    body: pick(['a=1', ' ', '\0', '&', 'x'.repeat(1_000 + round)], round),
  }),
  'no number, or one that is none': (stolen, round) => ({
    dpop: round % 2 ? lacking(stolen, 'jti') : made(stolen, { jti: pick(NOT_TEXT, round >> 1) }),
  }),
  'a number too short or too long': (stolen, round) => ({
    dpop: made(stolen, { jti: pick(['x'.repeat(7), 'x'.repeat(129 + round), 'é'], round) }),
  }),
  'a proof that was used': ({ spent }) => ({ dpop: spent }),
  'a used proof, written otherwise': ({ spent }, round) => ({
    dpop: spent + pick(['=', '==', '\t', ' '], round),
  }),
  'a used number, signed again': (stolen, round) => ({
    dpop: made(stolen, { jti: json(parts(stolen.spent)[1]).jti, iat: round }),
  }),
  'the twin of a used signature': ({ spent }) => {
    // (r, n − s) holds wherever (r, s) does: another text, the same proof.
    const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
    const signature = signatureOf(spent)
    const s = n - BigInt(`0x${signature.subarray(32).toString('hex')}`)
    const twin = Buffer.concat([
      signature.subarray(0, 32),
      Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
    ])
    return { dpop: reSigned(spent, twin) }
  },
  'no session': (stolen) => ({ dpop: made(stolen), authorization: undefined }),
  'the token as a bearer’s': (stolen, round) => ({
    dpop: made(stolen),
    authorization: `${pick(['Bearer', 'dpop', 'Basic', ''], round)} ${stolen.holder.token}`,
  }),
  'a token that nobody has': (stolen, round) => {
    const token = pick([randomBytes(32).toString('base64url'), 'x', 'é', '0'.repeat(5_000)], round)
    return { dpop: made(stolen, { ath: digest(token) }), authorization: `DPoP ${token}` }
  },
  'a token cut short or changed': (stolen, round) => {
    const { token } = stolen.holder
    const wrong = round % 2 ? token.slice(0, round % 43) : token.split('').reverse().join('')
    return { dpop: made(stolen, { ath: digest(wrong) }), authorization: `DPoP ${wrong}` }
  },
  'the token of another session, the holder’s key': (stolen) => ({
    dpop: made(stolen, { ath: digest(stolen.other.token) }),
    authorization: `DPoP ${stolen.other.token}`,
  }),
  'the token of another session, bare': (stolen) => ({
    dpop: made(stolen),
    authorization: `DPoP ${stolen.other.token}`,
  }),
  'a session that was ended, or left idle': (stolen, round) => {
    const { keys, token } = round % 2 ? stolen.ended : stolen.idle
    return { dpop: made(stolen, { ath: digest(token) }, {}, keys), authorization: `DPoP ${token}` }
  },
}

/** Clocks of browsers, in seconds beside the true time: none of them matters. */
export const CLOCKS = [-600, 600, -86_400, 86_400, -315_360_000, 315_360_000]

/** Copies of one good proof, sent at once: one of them counts. The texts differ where the proof does not. */
export const copiesOf = (stolen: Stolen, clock: number, count: number): string[] => {
  const proof = made(stolen, { jti: randomUUID(), iat: Math.floor(Date.now() / 1000) + clock })
  return Array.from({ length: count }, () => proof)
}
