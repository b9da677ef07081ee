import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Catalogue, FindDefinition } from '../demarches/index.ts'

export interface ExportsDeps {
  db: Db
  clock: Clock
  catalogue: Pick<Catalogue, 'find' | 'titreDe'>
  /** The form as it was when a demande was filed. */
  findDefinition: FindDefinition
}
