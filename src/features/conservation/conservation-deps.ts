import type { Demarche } from '../../formulaire/demarche.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Log } from '../../platform/log/log.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'

export interface ConservationDeps {
  db: Db
  clock: Clock
  log: Pick<Log, 'info' | 'error'>
  catalogue: { all(): readonly { demarche: Demarche }[] }
  mailIdentity: MailIdentity
  /** Tells whoever filed on paper, by mail when they gave an address and by letter otherwise. */
  tellDemandeurPapier(
    tx: Tx,
    demandeId: string,
    le: Date,
    nouvelle: { modele: 'demande-bientot-effacee'; sujet: string },
  ): Promise<void>
  publicOrigin: string
}
