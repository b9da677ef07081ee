import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'

export interface SondageDeps {
  db: Db
  clock: Clock
}

export interface VoteDeps extends SondageDeps {
  /** Signs the visites, and makes networks unreadable. */
  sondageKey: Buffer
  /** Scheme, host and port, no trailing slash. */
  publicOrigin: string
}
