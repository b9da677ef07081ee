import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const ATTESTED = 0x40

const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest()
const base64url = (content: Uint8Array): string => Buffer.from(content).toString('base64url')

interface Key {
  id: string
  rpId: string
  privateKey: KeyObject
}

/** What the page's script hands to the browser. */
interface Options {
  challenge: string
  rp?: { id?: string }
  rpId?: string
  allowCredentials?: { id: string }[]
}

/**
 * An authenticator without a device, with the browser around it: P-256, attestation « none », keys that count. What a
 * browser or an honest key would never do is done by changing its fields.
 */
export class SoftwareAuthenticator {
  /** What the browser says that the page's origin is. */
  origin: string
  counter = 0
  /** A key that is synchronised between devices does not count. */
  counts = true
  readonly keys: Key[] = []

  constructor(origin: string) {
    this.origin = origin
  }

  /** Makes a key for the options of a page. @returns the hidden field `cle` */
  create(optionsJson: string): string {
    const options = JSON.parse(optionsJson) as Options
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(32)
    const rpId = options.rp?.id ?? ''
    this.keys.push({ id: base64url(id), rpId, privateKey })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    // COSE_Key: EC2, ES256, P-256.
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Uint8Array.from(Buffer.from(x, 'base64url'))],
      [-3, Uint8Array.from(Buffer.from(y, 'base64url'))],
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const authData = Buffer.concat([
      this.#authData(rpId, USER_PRESENT | USER_VERIFIED | ATTESTED),
      Buffer.alloc(16),
      length,
      id,
      isoCBOR.encode(cose),
    ])
    const attestation = new Map<string, string | Map<string, string> | Uint8Array>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', Uint8Array.from(authData)],
    ])
    return this.#answer(base64url(id), {
      clientDataJSON: base64url(this.#clientData('webauthn.create', options.challenge)),
      attestationObject: base64url(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
      transports: ['internal'],
    })
  }

  /** Uses the key that the options allow. @returns the hidden field `cle` */
  get(optionsJson: string): string {
    const options = JSON.parse(optionsJson) as Options
    const key = this.keys.find(({ id }) => options.allowCredentials?.some((allowed) => allowed.id === id))
    if (!key) throw new Error('the options name no key of this authenticator')
    if (this.counts) this.counter += 1
    const clientData = this.#clientData('webauthn.get', options.challenge)
    const authData = this.#authData(options.rpId ?? '', USER_PRESENT | USER_VERIFIED)
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), key.privateKey)
    return this.#answer(key.id, {
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
    })
  }

  #authData(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter])
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))
  }

  #answer(id: string, response: Record<string, unknown>): string {
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
  }
}
