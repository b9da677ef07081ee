import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Catalogue } from './catalogue.ts'

export interface DemarchesDeps {
  db: Db
  catalogue: Catalogue
  clock: Clock
  collectivite: Collectivite
  /** Who takes payments; nothing is paid on line when absent. */
  prestataire?: object | undefined
}
