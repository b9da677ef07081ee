/** Too many people at this moment: the person is asked to try again in a few seconds (503 with Retry-After). */
export class TropDeMonde extends Error {
  readonly retryAfterSeconds = 5
}

export interface Turnstile {
  <T>(work: () => Promise<T>): Promise<T>
  /** @throws TropDeMonde when one more would not be let in now */
  refuse(): void
}

/** `atOnce` works at a time, `maxWaiting` in the queue, then a refusal: a crowd of guesses cannot take the machine. */
export function createTurnstile(atOnce: number, maxWaiting: number): Turnstile {
  let running = 0
  const waiting: (() => void)[] = []
  const refuse = (): void => {
    if (running >= atOnce && waiting.length >= maxWaiting) throw new TropDeMonde()
  }
  const enter = async <T>(work: () => Promise<T>): Promise<T> => {
    refuse()
    if (running < atOnce) running += 1
    // Whoever leaves hands its place over: nobody can slip in between.
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
  return Object.assign(enter, { refuse })
}
