import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Log } from '../../platform/log/log.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import type { PaymentProvider } from '../paiements/index.ts'

export interface CaisseDeps {
  db: Db
  clock: Clock
  log: Log
  collectivite: Collectivite
  /** Absent: no payment on line here, nothing to compare with. */
  prestataire: PaymentProvider | undefined
  publicOrigin: string
  mailIdentity: MailIdentity
  titreDe: (slug: string) => string
}
