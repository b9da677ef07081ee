import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Catalogue } from '../demarches/index.ts'
import type { Facts } from './facts.ts'
import type { RenderVersion } from './render-version.ts'
import type { TexteLivre } from './textes-livres.ts'

export interface ConditionsDeps {
  db: Db
  clock: Clock
  catalogue: Catalogue
  collectivite: Collectivite
  /** What the texts may say of the collectivité by name. */
  facts: Facts
  textesLivres: readonly TexteLivre[]
  renderVersion: RenderVersion
}
