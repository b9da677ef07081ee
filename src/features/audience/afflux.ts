import { randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/clock.ts'
import { sourceKey } from '../../platform/session/lockout-store.ts'

const MAX = 300
const WINDOW_MS = 10 * 60_000
/** Networks remembered at once: some megabytes at most. */
const MAX_SOURCES = 20_000

/**
 * Counts what each network sends, in the memory of this process. Networks are known by a digest whose key is drawn at
 * start and written nowhere.
 * @returns whether one more is too many
 */
export function createAfflux(clock: Clock): (ip: string) => boolean {
  const key = randomBytes(32)
  const sources = new Map<string, { since: number; count: number }>()
  return (ip) => {
    const now = clock.now().getTime()
    const source = sourceKey(key, ip, 'mesure').toString('base64')
    const known = sources.get(source)
    if (known && now - known.since < WINDOW_MS) {
      known.count += 1
      return known.count > MAX
    }
    // Taken out and put back: a Map keeps the order of arrival, so the first is always the oldest window.
    sources.delete(source)
    for (const [oldest, { since }] of sources) {
      if (sources.size < MAX_SOURCES && now - since < WINDOW_MS) break
      sources.delete(oldest)
    }
    sources.set(source, { since: now, count: 1 })
    return false
  }
}
