import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'

export interface CaisseDeps {
  db: Db
  clock: Clock
}
