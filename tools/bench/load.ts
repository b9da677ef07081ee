import { connect, type Socket } from 'node:net'
import type { SignedClient } from '../../test/support/signed-client.ts'

/** A request as bytes, proof included, so that the timed run only writes and counts. */
export type Prepared = Buffer

/** Signs `count` GETs beforehand, each with a fresh proof. The nonce is renewed first: it lives a minute at least. */
export async function prepare(client: SignedClient, path: string, count: number): Promise<Prepared[]> {
  await client.get('/espace')
  const made: Prepared[] = []
  for (let one = 0; one < count; one += 1) {
    const proof = await client.proof('GET', path)
    made.push(bytesOf(path, `accept: text/html\r\nauthorization: DPoP ${client.token}\r\ndpop: ${proof}\r\n`))
  }
  return made
}

export const prepareBare = (path: string, count: number): Prepared[] =>
  Array.from({ length: count }, () => bytesOf(path, 'accept: text/html\r\n'))

const bytesOf = (path: string, headers: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n${headers}\r\n`, 'latin1')

export interface Run {
  seconds: number
  /** Milliseconds of each request. */
  latencies: number[]
  /** Of the last answer. */
  bytes: number
}

/** Sends all requests over a few kept connections, each as soon as the one before it is answered. */
export async function fire(origin: string, requests: readonly Prepared[], connections: number): Promise<Run> {
  const { port } = new URL(origin)
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(Number(port))))
  const queue = requests.values()
  const latencies: number[] = []
  let bytes = 0
  const began = performance.now()
  await Promise.all(
    sockets.map(async (socket) => {
      for (const request of queue) {
        const sent = performance.now()
        bytes = await exchange(socket, request)
        latencies.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  for (const socket of sockets) socket.destroy()
  return { seconds, latencies, bytes }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** @returns the length of the answer's body; throws on anything but a 200 with its length */
function exchange(socket: Socket, request: Prepared): Promise<number> {
  return new Promise((resolve, reject) => {
    let got: Buffer = Buffer.alloc(0)
    const hear = (chunk: Buffer): void => {
      got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
      const end = got.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = got.toString('latin1', 0, end)
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      if (!head.startsWith('HTTP/1.1 200') || Number.isNaN(length)) {
        socket.off('data', hear)
        reject(new Error(head.split('\r\n')[0]))
      } else if (got.length >= end + 4 + length) {
        socket.off('data', hear)
        resolve(length)
      }
    }
    socket.on('data', hear)
    socket.write(request)
  })
}
