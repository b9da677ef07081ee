/** Too many people at this moment: the person is asked to try again in a few seconds (503 with Retry-After). */
export class MotDePasseOccupe extends Error {
  readonly retryAfterSeconds = 5
}

/** `atOnce` works at a time, `maxWaiting` in the queue, then a refusal: a crowd of guesses cannot take the machine. */
export function createTurnstile(
  atOnce: number,
  maxWaiting: number,
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < atOnce) running += 1
    else if (waiting.length >= maxWaiting) throw new MotDePasseOccupe()
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
}
