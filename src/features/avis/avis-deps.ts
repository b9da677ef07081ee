import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import type { Catalogue, FindDefinition } from '../demarches/index.ts'

export interface AvisDeps {
  db: Db
  clock: Clock
  publicOrigin: string
  mailIdentity: MailIdentity
  catalogue: Pick<Catalogue, 'titreDe'>
  /** The form as it was when a demande was filed. */
  findDefinition: FindDefinition
}
