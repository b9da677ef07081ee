import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { createTurnstile } from './turnstile.ts'

const WORKER = 'password-strength'
/** Guessing takes longer with each character; whoever needs more than this many has a good password already. */
const JUDGED_CHARACTERS = 48
const IDLE_MS = 30_000
const PATIENCE_MS = 10_000

interface Question {
  password: string
  ownWords: string[]
}

// Judging one password takes 20 to 200 ms of computing, and the dictionaries 40 MB: both live in a thread of their
// own, started for the first password and ended half a minute after the last.
if (!isMainThread && workerData === WORKER) {
  const [core, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  const meter = new core.ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: { ...common.dictionary, ...french.dictionary },
  })
  parentPort?.on('message', ({ password, ownWords }: Question) => {
    parentPort?.postMessage(meter.check(password, ownWords).score)
  })
}

let worker: Worker | undefined
let idle: ReturnType<typeof setTimeout> | undefined
const oneByOne = createTurnstile(1, 50)

/** zxcvbn's score, 0 (guessed at once) to 4, with French and common words and the person's own. One at a time. @throws TropDeMonde */
export function passwordScore(password: string, ownWords: readonly string[]): Promise<number> {
  const judged = [...password].slice(0, JUDGED_CHARACTERS).join('')
  return oneByOne(() => ask({ password: judged, ownWords: [...ownWords] }))
}

async function ask(question: Question): Promise<number> {
  clearTimeout(idle)
  worker ??= new Worker(new URL(import.meta.url), { workerData: WORKER })
  worker.ref()
  worker.postMessage(question)
  try {
    const [score] = (await once(worker, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })) as [number]
    worker.unref()
    return score
  } catch (cause) {
    endWorker()
    throw new Error('the password could not be judged', { cause })
  } finally {
    idle = setTimeout(endWorker, IDLE_MS)
    idle.unref()
  }
}

function endWorker(): void {
  void worker?.terminate()
  worker = undefined
}
