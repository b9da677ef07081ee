import { randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/clock.ts'
import { createNetworkLimit } from '../../platform/http/network-limit.ts'
import { sourceKey } from '../../platform/session/lockout-store.ts'

/** Three hundred in ten minutes. Networks remembered at once: some megabytes at most. */
const LIMIT = { max: 300, windowMs: 10 * 60_000, maxNetworks: 20_000 }

/**
 * Counts the views that each network sends. Networks are known by a digest whose key is drawn at start and written
 * nowhere. @returns whether one more is too many
 */
export function createAfflux(clock: Clock): (ip: string) => boolean {
  const key = randomBytes(32)
  const limit = createNetworkLimit(LIMIT)
  return (ip) => limit(sourceKey(key, ip, 'mesure').toString('base64'), clock.now()) > 0
}
