import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'

export interface FacteursDeps {
  db: Db
  clock: Clock
  /** Passkeys belong to its hostname. */
  publicOrigin: string
  lockoutKey: Buffer
  totpKey: Buffer
}
