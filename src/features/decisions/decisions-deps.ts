import type { Demarche } from '../../formulaire/demarche.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db } from '../../platform/db/database.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import type { FindDefinition } from '../demarches/index.ts'
import type { PaymentProvider } from '../paiements/index.ts'

export interface DecisionsDeps {
  db: Db
  clock: Clock
  publicOrigin: string
  collectivite: Collectivite
  mailIdentity: MailIdentity
  /** Every démarche that ever received a demande. */
  catalogue: { find(slug: string): { demarche: Demarche } | undefined }
  /** The form as it was when a demande was filed. */
  findDefinition: FindDefinition
  /** Absent: nothing is paid on line here. */
  prestataire?: PaymentProvider | undefined
}

/** A demande whose démarche left the configuration is a fault of the operator, never of who reads it. */
export function demarcheOf({ catalogue }: Pick<DecisionsDeps, 'catalogue'>, slug: string): Demarche {
  const found = catalogue.find(slug)
  if (!found) throw new Error(`no démarche ${slug} in the catalogue`)
  return found.demarche
}
