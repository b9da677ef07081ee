import type { Tx } from '../../platform/db/database.ts'
import { type MailToQueue, queueMail } from '../../platform/mail/outbox.ts'
import type { AvisDeps } from './avis-deps.ts'

export interface CourrielDAvis {
  deps: Pick<AvisDeps, 'publicOrigin' | 'mailIdentity'>
  prenom: string
  reference: string
  demarche: string
  /** YYYY-MM-DD */
  pourLe: string
}

type Courriel = Pick<MailToQueue, 'modele' | 'sujet' | 'texte' | 'html'>

/**
 * Queues a mail to an agent, in the transaction of the act. It names nobody and quotes nothing.
 * @param avis.demarche its title
 */
export async function tellAgent(
  tx: Tx,
  deps: CourrielDAvis['deps'],
  agentId: string,
  le: Date,
  compose: (contexte: CourrielDAvis) => Courriel,
  avis: { reference: string; demarche: string; pourLe: string },
): Promise<void> {
  const { email, prenom } = await tx
    .selectFrom('agent')
    .select(['email', 'prenom'])
    .where('id', '=', agentId)
    .executeTakeFirstOrThrow()
  await queueMail(tx, le, { ...compose({ ...avis, deps, prenom }), destinataire: email })
}
