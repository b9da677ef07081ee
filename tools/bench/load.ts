import { connect, type Socket } from 'node:net'
import type { SignedClient } from '../../test/support/signed-client.ts'

/** A request as bytes, proof included, so that the timed run only writes and counts. */
export type Prepared = Buffer

/** Signs `count` GETs beforehand, each with a fresh proof. The nonce is renewed first: it lives a minute at least. */
export async function prepare(
  client: SignedClient,
  path: string,
  count: number,
  home = '/espace',
): Promise<Prepared[]> {
  await client.get(home)
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

export interface Side {
  origin: string
  requests: readonly Prepared[]
}

/**
 * Sends one request to each side in turn, over one kept connection each: what else the machine does at that moment falls
 * on both. Which side begins changes each time. @returns milliseconds of each request, by side
 */
export async function fireInTurn(sides: readonly [Side, Side]): Promise<[number[], number[]]> {
  const sockets = await Promise.all(sides.map(({ origin }) => open(Number(new URL(origin).port))))
  const latencies: [number[], number[]] = [[], []]
  const longest = Math.max(...sides.map(({ requests }) => requests.length))
  for (let one = 0; one < longest; one += 1) {
    for (const side of one % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const [socket, request] = [sockets[side], sides[side].requests[one]]
      if (!socket || !request) continue
      const sent = performance.now()
      const { status } = await exchange(socket, request)
      if (status !== 200) throw new Error(`answered ${status}`)
      latencies[side].push(performance.now() - sent)
    }
  }
  for (const socket of sockets) socket.destroy()
  return latencies
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
        const { status, length } = await exchange(socket, request)
        if (status !== 200) throw new Error(`answered ${status}`)
        bytes = length
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

export interface Answered {
  status: number
  retryAfter: boolean
  /** Bytes of the body. */
  length: number
}

/** Sends so many requests a second, answered or not: a crowd does not wait for those before it. */
export async function fireAtRate(
  origin: string,
  requests: readonly Prepared[],
  perSecond: number,
): Promise<Answered[]> {
  const { port } = new URL(origin)
  const free: Socket[] = []
  const opened: Socket[] = []
  const began = performance.now()
  const answers = await Promise.all(
    requests.map(async (request, i) => {
      const wait = began + (i * 1000) / perSecond - performance.now()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)))
      const socket = free.pop() ?? (await open(Number(port)))
      if (!opened.includes(socket)) opened.push(socket)
      const answer = await exchange(socket, request)
      free.push(socket)
      return answer
    }),
  )
  for (const socket of opened) socket.destroy()
  return answers
}

/** One request and its answer; throws on an answer without its length. */
function exchange(socket: Socket, request: Prepared): Promise<Answered> {
  return new Promise((resolve, reject) => {
    let got: Buffer = Buffer.alloc(0)
    const hear = (chunk: Buffer): void => {
      got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
      const end = got.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = got.toString('latin1', 0, end)
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      if (Number.isNaN(length)) {
        socket.off('data', hear)
        reject(new Error(head.split('\r\n')[0]))
      } else if (got.length >= end + 4 + length) {
        socket.off('data', hear)
        const status = Number(head.slice(9, 12))
        resolve({ status, retryAfter: /\r\nretry-after: \d/i.test(head), length })
      }
    }
    socket.on('data', hear)
    socket.write(request)
  })
}
