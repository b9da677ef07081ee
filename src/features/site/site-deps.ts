import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Catalogue } from '../demarches/index.ts'
import type { Calendrier, Sante } from '../disponibilite/index.ts'
import type { NavigateurQualifie } from './pages/navigateurs-page.tsx'

export interface SiteDeps {
  db: Db
  clock: Clock
  catalogue: Catalogue
  calendrier: Calendrier
  collectivite: Collectivite
  navigateurs: readonly NavigateurQualifie[]
  /** Signs the visites of the poll. */
  sondageKey: Buffer
  sante: () => Promise<Sante>
  /** Scheme, host and port, no trailing slash. */
  publicOrigin: string
}
