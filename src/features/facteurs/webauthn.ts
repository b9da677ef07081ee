import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'

/** COSE: EdDSA, ES256, RS256 (Windows Hello on older machines). */
const ALGORITHMS = [-8, -7, -257]
const TIMEOUT_MS = 5 * 60_000
const MAX_JSON = 20_000

const rpId = (publicOrigin: string): string => new URL(publicOrigin).hostname

export interface CleConnue {
  id: string
  transports: string[]
}

/** What the browser needs to make a key. The challenge is in it. */
export const creationOptions = (
  publicOrigin: string,
  who: { id: string; portail: string; email: string; nomAffiche: string; connues: readonly CleConnue[] },
) =>
  generateRegistrationOptions({
    rpName: who.portail,
    rpID: rpId(publicOrigin),
    userID: Uint8Array.from(Buffer.from(who.id.replaceAll('-', ''), 'hex')),
    userName: who.email,
    userDisplayName: who.nomAffiche,
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: who.connues.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    supportedAlgorithmIDs: ALGORITHMS,
  })

/** What the browser needs to use one of these keys, for a challenge that was made before. */
export const requestOptions = (publicOrigin: string, cles: readonly CleConnue[], defi: string) =>
  generateAuthenticationOptions({
    rpID: rpId(publicOrigin),
    allowCredentials: cles.map(({ id, transports }) => ({ id, transports })),
    challenge: Uint8Array.from(Buffer.from(defi, 'base64url')),
    timeout: TIMEOUT_MS,
    userVerification: 'preferred',
  })

function parse<T>(json: string): T | undefined {
  if (json.length > MAX_JSON) return undefined
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as T) : undefined
  } catch {
    return undefined
  }
}

/** Which key an assertion claims to come from. */
export function claimedKey(json: string): string | undefined {
  const id = parse<{ id?: unknown }>(json)?.id
  return typeof id === 'string' && /^[\w-]{1,1400}$/.test(id) ? id : undefined
}

/** @returns the new key, undefined when the answer is not a good one for this challenge */
export async function verifyCreation(publicOrigin: string, defi: string, json: string) {
  const response = parse<RegistrationResponseJSON>(json)
  if (!response || !claimedKey(json)) return undefined
  // The library throws on whatever is not as it should be; what came is a stranger's.
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: defi,
    expectedOrigin: publicOrigin,
    expectedRPID: rpId(publicOrigin),
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (!result?.verified) return undefined
  const { credential } = result.registrationInfo
  const transports = (credential.transports ?? []).filter((one) => /^[a-z-]{1,20}$/.test(one)).slice(0, 8)
  return {
    id: credential.id,
    clePublique: Buffer.from(credential.publicKey),
    compteur: credential.counter,
    transports,
  }
}

/** @returns the key's new counter, undefined when the assertion is not a good one; one that goes back is not */
export async function verifyAssertion(
  publicOrigin: string,
  defi: string,
  json: string,
  cle: { id: string; clePublique: Buffer; compteur: number },
): Promise<number | undefined> {
  const response = parse<AuthenticationResponseJSON>(json)
  if (!response) return undefined
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: defi,
    expectedOrigin: publicOrigin,
    expectedRPID: rpId(publicOrigin),
    requireUserVerification: false,
    credential: { id: cle.id, publicKey: Uint8Array.from(cle.clePublique), counter: cle.compteur },
  }).catch(() => undefined)
  return result?.verified ? result.authenticationInfo.newCounter : undefined
}
