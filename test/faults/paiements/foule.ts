import { setTimeout as pause } from 'node:timers/promises'

/**
 * So many at once act on things that are each due at a moment, the earliest first, until none is left.
 * @param act in how many milliseconds the thing is due again; null when it is done
 */
export async function crowd<T>(
  things: readonly T[],
  atOnce: number,
  act: (thing: T) => Promise<number | null>,
): Promise<void> {
  const begun = Date.now()
  const waiting = things.map((thing) => ({ thing, due: begun }))
  let acting = 0
  const one = async (): Promise<void> => {
    while (waiting.length > 0 || acting > 0) {
      const [next] = waiting
      if (!next || next.due > Date.now()) {
        await pause(20)
        continue
      }
      waiting.shift()
      acting += 1
      const again = await act(next.thing)
      acting -= 1
      if (again === null) continue
      const due = Date.now() + again
      const place = waiting.findIndex((other) => other.due > due)
      waiting.splice(place < 0 ? waiting.length : place, 0, { thing: next.thing, due })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}
