export interface NetworkLimitOptions {
  /** How many of a network within a window. */
  max: number
  windowMs: number
  /** Networks remembered at once; beyond, the one whose window is the oldest is forgotten. */
  maxNetworks: number
}

/** Counts one more of a network. @returns the seconds to wait when it had its share, otherwise 0 */
export type NetworkLimit = (network: string, now: Date) => number

/**
 * Counts what each network sends, in the memory of this process: nothing of it is ever written.
 * The network is named by a keyed digest (`sourceKey`), never by its address.
 */
export function createNetworkLimit({ max, windowMs, maxNetworks }: NetworkLimitOptions): NetworkLimit {
  // In the order in which the windows began: those that are over come first.
  const counts = new Map<string, { count: number; until: number }>()
  return (network, now) => {
    const at = now.getTime()
    const known = counts.get(network)
    if (known && known.until > at) {
      if (known.count >= max) return Math.ceil((known.until - at) / 1_000)
      known.count += 1
      return 0
    }
    // Taken out and put back: a Map keeps the order of arrival.
    counts.delete(network)
    for (const [oldest, { until }] of counts) {
      if (until > at && counts.size < maxNetworks) break
      counts.delete(oldest)
    }
    counts.set(network, { count: 1, until: at + windowMs })
    return 0
  }
}
