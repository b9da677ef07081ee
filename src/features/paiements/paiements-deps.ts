import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Log } from '../../platform/log/log.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import type { PaymentProvider } from './prestataire.ts'

export interface PaiementsDeps {
  db: Db
  clock: Clock
  log: Log
  /** Absent: no payment on line here, the paper route only. */
  prestataire: PaymentProvider | undefined
  publicOrigin: string
  mailIdentity: MailIdentity
  titreDe: (slug: string) => string
}
