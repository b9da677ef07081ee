import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { extname, join } from 'node:path'
import type { ContentKind } from '../files/content-kind.ts'
import type { Motif, Nettoyage } from './cleaned.ts'

export interface CleaningLimits {
  /** Resident memory of the child. */
  memoryBytes: number
  /** Time on a processor: a loaded machine makes no document guilty. */
  cpuMs: number
  /** Time on the clock, after which the job comes back. */
  patienceMs: number
  /** Children at a time in this process. */
  together: number
}

const LIMITS: CleaningLimits = {
  memoryBytes: 1_073_741_824,
  cpuMs: 45_000,
  patienceMs: 180_000,
  together: 1,
}
const WATCH_MS = 50
/** Ticks of a processor in a second, on every Linux that Node runs on. */
const TICKS = 100
const PAGE_BYTES = 4_096
const NICE = 10

/** Opens strangers' files apart from us. */
export interface Cleaner {
  /** @throws when it is not the document's fault: the job comes back */
  clean(genre: ContentKind, content: Buffer): Promise<Nettoyage>
  /** Whether a PDF that says it is encrypted opens without a password all the same. */
  opensWithoutPassword(content: Buffer): Promise<boolean>
}

type Answer = Nettoyage | { resultat: 'ouvert' }

/**
 * Each file is opened in a process of its own, without environment, unable to write a file or to start a program, that
 * is ended when it takes too much memory or time: a bomb ends its own process, never the one that serves or works.
 */
export function createCleaner(replace: Partial<CleaningLimits> = {}): Cleaner {
  const limits = { ...LIMITS, ...replace }
  const inTurn = createTurns(limits.together)
  const run = (order: { faire: 'nettoyer' | 'ouvrir'; genre: ContentKind; content: Buffer }) =>
    inTurn(() => openApart(order, limits))
  return {
    clean: async (genre, content) => {
      const answer = await run({ faire: 'nettoyer', genre, content })
      if (answer.resultat === 'ouvert') throw new Error('cleaning: not the answer to what was asked')
      return answer
    },
    opensWithoutPassword: async (content) => {
      const answer = await run({ faire: 'ouvrir', genre: 'pdf', content })
      return answer.resultat !== 'ecarte' || answer.motif !== 'mot-de-passe'
    },
  }
}

function openApart(order: object, limits: CleaningLimits): Promise<Answer> {
  const child = fork(join(import.meta.dirname, `cleaning-process${extname(import.meta.filename)}`), {
    env: {},
    execArgv: ['--permission', '--allow-addons', '--allow-fs-read=*', '--max-old-space-size=256'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise<Answer>((resolve, reject) => {
    let asked = false
    const timers: NodeJS.Timeout[] = []
    const settle = (work: () => void): void => {
      timers.forEach(clearInterval)
      child.kill('SIGKILL')
      work()
    }
    const ecarte = (motif: Motif): void => settle(() => resolve({ resultat: 'ecarte', motif }))
    const fault = (message: string, cause?: unknown): void =>
      settle(() => reject(new Error(`cleaning: ${message}`, { cause })))
    timers.push(setTimeout(() => fault('not done in time'), limits.patienceMs))
    timers.push(
      setInterval(() => {
        const { memoryBytes, cpuMs } = usageOf(child)
        if (memoryBytes > limits.memoryBytes || cpuMs > limits.cpuMs) ecarte('trop-lourd')
      }, WATCH_MS),
    )
    child.on('error', (error) => fault('no process', error))
    child.on('exit', (_code, signal) => {
      // Before it had the document: not the document's fault. Killed from outside: the machine lacked memory.
      if (!asked || signal === 'SIGKILL' || signal === 'SIGTERM')
        fault(`process ended by ${signal ?? 'itself'}`)
      else ecarte('illisible')
    })
    child.on('message', (message) => {
      if (message === 'not ready') return fault('a library is missing')
      if (message !== 'ready') return settle(() => resolve(ofBuffers(message as Answer)))
      asked = true
      lower(child)
      child.send(order)
    })
  })
}

/** What travels between processes as plain bytes. */
function ofBuffers(answer: Answer): Answer {
  if (answer.resultat !== 'propre') return answer
  const { contenu } = answer
  return {
    ...answer,
    ...(contenu ? { contenu: Buffer.from(contenu) } : {}),
    apercus: answer.apercus.map((apercu) => ({ ...apercu, image: Buffer.from(apercu.image) })),
  }
}

/** Linux says what a process takes; elsewhere only patience counts. */
function usageOf({ pid }: ChildProcess): { memoryBytes: number; cpuMs: number } {
  try {
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1])
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
    const ticks = Number(fields[11]) + Number(fields[12])
    return { memoryBytes: resident * PAGE_BYTES, cpuMs: (ticks * 1_000) / TICKS }
  } catch {
    return { memoryBytes: 0, cpuMs: 0 }
  }
}

function lower({ pid }: ChildProcess): void {
  try {
    if (pid) setPriority(pid, NICE)
  } catch {
    // It ended meanwhile: its exit says why.
  }
}

/** Lets `together` works run at a time; the others wait in the order they came. */
function createTurns(together: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = together
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free -= 1
    else
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
      })
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
