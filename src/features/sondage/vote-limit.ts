/** A family, a library or a school shares one address: thirty in ten minutes. */
const LIMIT = { max: 30, windowMs: 10 * 60_000 }
/** Networks remembered at once; beyond, the oldest is forgotten. */
const MAX_NETWORKS = 50_000

/** Counts one more vote of a network. @returns the seconds to wait when it had its share, otherwise 0 */
export type VoteLimit = (network: string, now: Date) => number

/** In the memory of this process, by a keyed digest: nothing of it is ever written. */
export function createVoteLimit({ max, windowMs } = LIMIT, maxNetworks = MAX_NETWORKS): VoteLimit {
  // In the order in which the windows began: those that are over come first.
  const counts = new Map<string, { votes: number; until: number }>()
  return (network, now) => {
    const at = now.getTime()
    for (const [old, { until }] of counts) {
      if (until > at && counts.size <= maxNetworks) break
      counts.delete(old)
    }
    const count = counts.get(network) ?? { votes: 0, until: at + windowMs }
    counts.set(network, count)
    if (count.votes >= max) return Math.ceil((count.until - at) / 1000)
    count.votes += 1
    return 0
  }
}
