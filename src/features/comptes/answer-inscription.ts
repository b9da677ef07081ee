import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { linkToken, linkTokenHash } from '../../platform/mail/link-token.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { CourrielDeps } from './courriels/alertes.ts'
import { dejaInscrit } from './courriels/deja-inscrit.ts'
import { lienDeConfirmation } from './courriels/lien-de-confirmation.ts'

/** The job behind a sign-up: the confirmation link, or « vous avez déjà un compte ». Runs twice harmlessly. */
export async function answerInscription(
  deps: CourrielDeps & { db: Db; clock: Clock; linkKey: Buffer },
  id: string,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const inscription = await tx
      .selectFrom('inscription')
      .select(['id', 'email', 'email_normalise'])
      .where('id', '=', id)
      .where('jeton_hash', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!inscription) return
    const known = await tx
      .selectFrom('usager')
      .select(['id', 'email'])
      .where('email_normalise', '=', inscription.email_normalise)
      .executeTakeFirst()
    const source = `inscription:${id}`
    const now = deps.clock.now()
    // The hash is written in both cases: it also tells that the mail is on its way.
    await tx
      .updateTable('inscription')
      .set({ jeton_hash: linkTokenHash(linkToken(deps.linkKey, source)) })
      .where('id', '=', id)
      .execute()
    if (known) {
      await queueMail(tx, now, { ...dejaInscrit(deps), destinataire: known.email, usagerId: known.id })
    } else {
      await queueMail(tx, now, {
        ...lienDeConfirmation(deps),
        destinataire: inscription.email,
        jetonDe: source,
      })
    }
  })
}
