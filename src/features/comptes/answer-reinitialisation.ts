import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { sendLien } from './alerte.ts'
import type { CourrielDeps } from './courriels/alertes.ts'
import { lienDeReinitialisation } from './courriels/lien-de-reinitialisation.ts'
import { countLiens } from './lien-store.ts'

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
      .selectFrom('lien')
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
    if (!compte) return
    const lately = await countLiens(tx, compte.id, 'reinitialisation', new Date(now.getTime() - 3_600_000))
    if (lately >= MAILS_PER_HOUR) return
    await sendLien(tx, deps.linkKey, id, {
      usagerId: compte.id,
      destinataire: compte.email,
      courriel: lienDeReinitialisation(deps),
      le: now,
    })
    await appendJournal(tx, {
      le: now,
      acteur: { kind: 'anonyme' },
      action: 'compte.reinitialisation-demandee',
      objetId: compte.id,
    })
  })
}
