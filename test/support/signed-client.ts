import { createHash } from 'node:crypto'
import { generateKeyPair, generateProof, type KeyPair } from 'dpop'

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The same, byte for byte. */
  content: Buffer
  /** Where the navigator would go next (`Espace-Location`). */
  location: string | null
}

type FieldValue = string | readonly string[]

/**
 * A citizen's browser without the browser: signs each request with an independent DPoP implementation, renews the
 * nonce once, keeps no cookie. Every `Set-Cookie` it ever receives is kept, for the tests to find none.
 */
export class SignedClient {
  readonly origin: string
  readonly setCookies: string[] = []
  /** What proofs are made for, when it is not the address called (the public origin behind a proxy). */
  readonly publicOrigin: string
  #keys: Promise<KeyPair> = generateKeyPair('ES256')
  #nonce: string | undefined
  #token: string | undefined

  constructor(origin: string, publicOrigin = origin) {
    this.origin = origin
    this.publicOrigin = publicOrigin
  }

  get token(): string | undefined {
    return this.#token
  }

  /** Opens a session at `/connexion` or `/agents/connexion` and keeps its token. */
  async signIn(path: string, fields: Record<string, FieldValue>): Promise<Answer> {
    const answer = await this.post(path, fields)
    if (answer.status === 200) this.#token = (JSON.parse(answer.text) as { jeton: string }).jeton
    return answer
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, { accept: 'text/html', ...headers })
  }

  post(path: string, fields: Record<string, FieldValue> = {}): Promise<Answer> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
    }
    return this.send('POST', path, Buffer.from(body.toString()), {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
    })
  }

  put(path: string, chunk: Buffer): Promise<Answer> {
    return this.send('PUT', path, chunk, { 'content-type': 'application/octet-stream' })
  }

  /** Sends one signed request; a `use_dpop_nonce` is answered once with the nonce it brings. */
  async send(
    method: string,
    path: string,
    body: Buffer | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const first = await this.#sendOnce(method, path, body, headers)
    const wantsNonce =
      first.status === 401 && (first.headers.get('www-authenticate') ?? '').includes('use_dpop_nonce')
    return wantsNonce ? this.#sendOnce(method, path, body, headers) : first
  }

  /** The proof of one request, for the tests that tamper with it. */
  async proof(method: string, path: string, body?: Buffer): Promise<string> {
    const digest = body && { bd: createHash('sha256').update(body).digest('base64url') }
    const htu = this.publicOrigin + (path.split('?')[0] ?? path)
    return generateProof(await this.#keys, htu, method, this.#nonce, this.#token, digest)
  }

  async #sendOnce(
    method: string,
    path: string,
    body: Buffer | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: {
        ...headers,
        dpop: await this.proof(method, path, body),
        ...(this.#token ? { authorization: `DPoP ${this.#token}` } : {}),
      },
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
    this.#nonce = response.headers.get('dpop-nonce') ?? this.#nonce
    this.setCookies.push(...response.headers.getSetCookie())
    const content = Buffer.from(await response.arrayBuffer())
    return {
      status: response.status,
      headers: response.headers,
      text: new TextDecoder().decode(content),
      content,
      location: response.headers.get('espace-location'),
    }
  }
}
