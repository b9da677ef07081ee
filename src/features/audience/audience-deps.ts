import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Compteurs } from './compteurs.ts'
import type { PagesMesurees } from './pages-mesurees.ts'

export interface AudienceDeps {
  db: Db
  clock: Clock
  compteurs: Compteurs
  pagesMesurees: PagesMesurees
  /** Scheme, host and port, no trailing slash. */
  publicOrigin: string
}
