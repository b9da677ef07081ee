import type { Demarche } from '../../formulaire/demarche.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Log } from '../../platform/log/log.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'

export interface ConservationDeps {
  db: Db
  clock: Clock
  log: Pick<Log, 'info' | 'warn'>
  catalogue: { all(): readonly { demarche: Demarche }[] }
  mailIdentity: MailIdentity
  publicOrigin: string
}
