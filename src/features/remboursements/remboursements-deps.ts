import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { PaiementsDeps } from '../paiements/index.ts'

export interface RemboursementsDeps extends PaiementsDeps {
  collectivite: Collectivite
}
