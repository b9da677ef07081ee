import { Agent, buildConnector, fetch as undiciFetch } from 'undici'

const CONNECT_MS = 5_000

export type Fetch = typeof undiciFetch

/** No connection was made (address, TCP or TLS): whatever was to be sent was not. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected'
}

/**
 * fetch by a fresh connection each time. A connection that is kept may be cut while a refund is being written on it, and
 * nobody could tell whether it was read; a handshake costs less than that doubt.
 */
export function openFetch(connectMs = CONNECT_MS): Fetch {
  const connect = buildConnector({ timeout: connectMs, allowH2: false })
  const agent = new Agent({
    pipelining: 0,
    allowH2: false,
    connect: (options, callback) =>
      connect(options, (...[error, socket]) =>
        error ? callback(new NotConnected(codeOf(error)), null) : callback(null, socket),
      ),
  })
  return (input, init) => undiciFetch(input, { ...init, dispatcher: agent })
}

/** A word about a fault of the network, without what it quotes: no address, no header. */
export function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return (
    ([code, name].find((word) => typeof word === 'string' && word !== '') as string | undefined) ?? 'fault'
  )
}

/** The whole body, or undefined as soon as it is longer than that. */
export async function readUpTo(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    // Leaving the loop cancels the stream, and the connection with it.
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
