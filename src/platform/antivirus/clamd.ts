import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { eicar } from './eicar.ts'
import { gigogne } from './gigogne.ts'
import { AntivirusEnPanne, type Scanner, type ScanVerdict } from './scanner.ts'

export type ClamdAddress = { host: string; port: number } | { path: string }

export interface ClamdTimes {
  connectMs: number
  /** From the first byte sent to the last byte of the answer. */
  answerMs: number
}

const TIMES: ClamdTimes = { connectMs: 3_000, answerMs: 120_000 }
const CHUNK = 65_536
const QUIET_MS = 25
/** The longest true answer is the name of a signature; a name longer than this is not one. */
const ANSWER_MAX = 512

/** Reads `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`; undefined when it is neither. */
export function parseClamdUrl(text: string): ClamdAddress | undefined {
  const path = /^unix:(?:\/\/)?(\/[^\0]+)$/.exec(text)?.[1]
  if (path) return { path }
  const url = URL.parse(text)
  if (url?.protocol !== 'tcp:' || !url.hostname || url.pathname.length > 1) return undefined
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 3310) }
}

/**
 * ClamAV's daemon, by its INSTREAM command (man clamd). Fails closed: only `stream: OK` and `stream: NAME FOUND`, whole,
 * in time, and after all of the document was sent, are answers; and only from a daemon that has just recognised the test
 * file, so that one without signatures, or something else that listens there, calls nothing clean; and that has just said
 * of another file that it did not look through it: without `AlertExceedsMax`, clamd calls clean what goes past its limits.
 */
export function openClamd(address: ClamdAddress, times: Partial<ClamdTimes> = {}): Scanner {
  const limits = { ...TIMES, ...times }
  const ask = (command: string, content?: Buffer) => converse(address, limits, command, content)
  const prove = async (): Promise<void> => {
    const [known, deep] = await Promise.all([ask('INSTREAM', eicar()), ask('INSTREAM', gigogne())])
    if (verdictOf(known).verdict !== 'infecte')
      throw new AntivirusEnPanne('antivirus: does not recognise the test file: are its signatures there?')
    // Also when it finds the test file in there: with such a MaxRecursion it is not known what it does past its limits.
    if (verdictOf(deep).verdict !== 'inexaminable')
      throw new AntivirusEnPanne(
        'antivirus: does not tell what it did not look through: set AlertExceedsMax yes, ScanArchive yes, MaxRecursion 100 at most',
      )
  }
  return {
    configured: true,
    check: async () => {
      if ((await ask('PING')) !== 'PONG') throw new AntivirusEnPanne('antivirus: no PONG to a PING')
      await prove()
      return (await ask('VERSION')).replace(/[^ -~]/g, '')
    },
    scan: async (content) => {
      await prove()
      return verdictOf(await ask('INSTREAM', content))
    },
  }
}

/** @throws AntivirusEnPanne for whatever is not exactly a verdict */
function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { verdict: 'sain' }
  const signature = /^stream: ([!-~]+) FOUND$/.exec(answer)?.[1]
  if (!signature) throw new AntivirusEnPanne(`antivirus: not a verdict: ${answer.replace(/[^ -~]/g, '?')}`)
  return signature.startsWith('Heuristics.Limits.Exceeded')
    ? { verdict: 'inexaminable' }
    : { verdict: 'infecte', signature }
}

/** One command on one connection, null-terminated both ways. @returns the answer without its end */
async function converse(
  address: ClamdAddress,
  { connectMs, answerMs }: ClamdTimes,
  command: string,
  content?: Buffer,
): Promise<string> {
  const socket = connect(address)
  try {
    await within(connectMs, 'does not accept', opened(socket))
    const answer = readAnswer(socket)
    // Looked at below, also when the sending fails first.
    answer.promise.catch(() => undefined)
    const exchange = async (): Promise<string> => {
      await Promise.race([send(socket, command, content), answer.promise])
      // What was answered meanwhile is read before the end is sent.
      await setTimeout(QUIET_MS)
      if (content && answer.begun())
        throw new AntivirusEnPanne('antivirus: answered before the end of the document')
      if (content) await write(socket, Buffer.alloc(4))
      return answer.promise
    }
    return await within(answerMs, 'does not answer', exchange())
  } catch (error) {
    if (error instanceof AntivirusEnPanne) throw error
    throw new AntivirusEnPanne('antivirus: connection failed', { cause: error })
  } finally {
    socket.destroy()
  }
}

/** Resolves once connected; a later error is met by who reads or writes. */
async function opened(socket: Socket): Promise<void> {
  await once(socket, 'connect')
  socket.on('error', () => undefined)
}

async function send(socket: Socket, command: string, content: Buffer | undefined): Promise<void> {
  await write(socket, Buffer.from(`z${command}\0`, 'latin1'))
  for (let from = 0; content && from < content.length; from += CHUNK) {
    const chunk = content.subarray(from, from + CHUNK)
    const size = Buffer.alloc(4)
    size.writeUInt32BE(chunk.length)
    await write(socket, Buffer.concat([size, chunk]))
  }
}

const write = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()))
  })

/** Everything up to the end of the connection: one text, one null, nothing after it. */
function readAnswer(socket: Socket): { promise: Promise<string>; begun: () => boolean } {
  let received = ''
  const promise = new Promise<string>((resolve, reject) => {
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString('latin1')
      if (received.length > ANSWER_MAX) reject(new AntivirusEnPanne('antivirus: answer too long'))
    })
    socket.on('error', reject)
    socket.on('end', () => {
      const whole = received.length > 1 && received.indexOf('\0') === received.length - 1
      if (whole) resolve(received.slice(0, -1))
      else reject(new AntivirusEnPanne('antivirus: answer cut short'))
    })
  })
  return { promise, begun: () => received !== '' }
}

async function within<T>(ms: number, fault: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = globalThis.setTimeout(
      () => reject(new AntivirusEnPanne(`antivirus: ${fault} within ${ms} ms`)),
      ms,
    )
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
