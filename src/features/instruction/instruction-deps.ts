import type { Demarche } from '../../formulaire/demarche.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Db } from '../../platform/db/database.ts'
import type { MailIdentity } from '../../platform/mail/compose-mail.ts'
import type { FindDefinition } from '../demarches/index.ts'

export interface InstructionDeps {
  db: Db
  clock: Clock
  publicOrigin: string
  collectivite: Collectivite
  mailIdentity: MailIdentity
  /** Every démarche that ever received a demande. */
  catalogue: { find(slug: string): { demarche: Demarche } | undefined }
  /** The form as it was when a demande was filed. */
  findDefinition: FindDefinition
}

/** A demande whose démarche left the configuration is a fault of the operator, never of the agent. */
export function getDemarche(deps: Pick<InstructionDeps, 'catalogue'>, slug: string): Demarche {
  const found = deps.catalogue.find(slug)
  if (!found) throw new Error(`no démarche ${slug} in the catalogue`)
  return found.demarche
}

/** What the mails to a person say; never the outcome, never an answer (a mailbox is read by others). */
export interface CourrielContexte {
  deps: Pick<InstructionDeps, 'publicOrigin' | 'collectivite' | 'mailIdentity'>
  prenom: string
  reference: string
  demarche: Demarche
}
