import { recall } from './carrier.ts'
import { makeProof } from './proof.ts'

let nonce: string | undefined
let onAnswer: () => void = () => {}
let usedAt = Date.now()

export const currentNonce = (): string | undefined => nonce

/** Called after each answer that brought a nonce. */
export function listenToNonces(listener: () => void): void {
  onAnswer = listener
}

/** Keeps the nonce that an answer brings. */
export function noteNonce(response: Response): void {
  nonce = response.headers.get('dpop-nonce') ?? nonce
  onAnswer()
}

/** When the server last had a sign of life of this session, in milliseconds since the epoch. */
export const lastUse = (): number => usedAt

export interface SignedRequest {
  method?: string
  body?: Uint8Array<ArrayBuffer>
  type?: string
  accept?: string
  /** At sign-in: the new key, and no token yet. */
  keys?: CryptoKeyPair
  signal?: AbortSignal
  /** Sent by the page by itself: no sign of life of the session, here as on the server. */
  passive?: boolean
}

/** Sends one request with its proof. A nonce that is asked for is used at once; nothing else is ever sent twice. */
export async function signedFetch(address: string, request: SignedRequest = {}): Promise<Response> {
  const first = await sendOnce(address, request)
  const wantsNonce = first.status === 401 && first.headers.get('www-authenticate')?.includes('use_dpop_nonce')
  return wantsNonce ? sendOnce(address, request) : first
}

async function sendOnce(
  address: string,
  { method = 'GET', body, type, accept = 'text/html', keys, signal, passive }: SignedRequest,
): Promise<Response> {
  const url = new URL(address, location.href)
  const session = keys ? undefined : recall()
  const pair = keys ?? session?.keys
  if (!pair) return new Response('', { status: 401 })
  const token = session?.token
  const sent = method === 'GET' || method === 'HEAD' ? undefined : (body ?? new Uint8Array())
  const proof = await makeProof({ keys: pair, method, url, nonce, token, body: sent })
  const response = await fetch(url, {
    method,
    credentials: 'omit',
    cache: 'no-store',
    headers: {
      accept,
      dpop: proof,
      ...(token ? { authorization: `DPoP ${token}` } : {}),
      ...(type ? { 'content-type': type } : {}),
    },
    ...(sent ? { body: sent } : {}),
    ...(signal ? { signal } : {}),
  })
  noteNonce(response)
  if (response.status !== 401 && !passive) usedAt = Date.now()
  return response
}

/** A form as the language sends it, with the button that was pressed. Files travel otherwise (upload.ts). */
export function encodeForm(form: HTMLFormElement, submitter?: HTMLElement | null): Uint8Array<ArrayBuffer> {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter))
    if (typeof value === 'string') fields.append(name, value)
  return new TextEncoder().encode(fields.toString())
}

export const FORM = 'application/x-www-form-urlencoded'

/** A form's request, for `signedFetch` or `fetchAsking`. */
export const posted = (body: Uint8Array<ArrayBuffer>, more: SignedRequest = {}): SignedRequest => ({
  method: 'POST',
  body,
  type: FORM,
  ...more,
})
