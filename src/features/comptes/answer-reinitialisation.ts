import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { linkToken, linkTokenHash } from '../../platform/mail/link-token.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { CourrielDeps } from './courriels/lien-de-confirmation.ts'
import { lienDeReinitialisation } from './courriels/lien-de-reinitialisation.ts'

/** Links mailed to one person in an hour: whoever asks more often only fills somebody's mailbox. */
const MAILS_PER_HOUR = 3

/** The job behind a forgotten password: the link, when the address has an account. Runs twice harmlessly. */
export async function answerReinitialisation(
  deps: CourrielDeps & { db: Db; clock: Clock; linkKey: Buffer },
  id: string,
): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const asked = await tx
      .selectFrom('reinitialisation')
      .select('email_normalise')
      .where('id', '=', id)
      .where('jeton_hash', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!asked) return
    const compte = await tx
      .selectFrom('usager')
      .select(['id', 'email'])
      .where('email_normalise', '=', asked.email_normalise)
      .forUpdate()
      .executeTakeFirst()
    if (!compte || (await mailedLately(tx, compte.id, now)) >= MAILS_PER_HOUR) return
    const source = `reinitialisation:${id}`
    await tx
      .updateTable('reinitialisation')
      .set({ usager_id: compte.id, jeton_hash: linkTokenHash(linkToken(deps.linkKey, source)) })
      .where('id', '=', id)
      .execute()
    await queueMail(tx, now, {
      ...lienDeReinitialisation(deps),
      destinataire: compte.email,
      usagerId: compte.id,
      jetonDe: source,
    })
    await appendJournal(tx, {
      le: now,
      acteur: { kind: 'anonyme' },
      action: 'compte.reinitialisation-demandee',
      objetId: compte.id,
    })
  })
}

async function mailedLately(tx: Tx, usagerId: string, now: Date): Promise<number> {
  const { mailed } = await tx
    .selectFrom('reinitialisation')
    .select((eb) => eb.fn.countAll<string>().as('mailed'))
    .where('usager_id', '=', usagerId)
    .where('cree_le', '>', new Date(now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow()
  return Number(mailed)
}
