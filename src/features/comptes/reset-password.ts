import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { linkTokenHash } from '../../platform/mail/link-token.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import { liftLock, lockKey } from '../../platform/session/lockout-store.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import type { CourrielDeps } from './courriels/lien-de-confirmation.ts'
import { motDePasseChange } from './courriels/mot-de-passe-change.ts'
import { LienDeReinitialisationInvalide } from './refusals.ts'

/**
 * Gives the account a new password by a mailed link, and signs nobody in: every session ends, the block on guessing
 * is lifted, the other links of the account die, and the holder is told.
 * @param motDePasseHash Argon2id, already computed (outside the transaction)
 * @throws LienDeReinitialisationInvalide
 */
export async function resetPassword(
  deps: CourrielDeps & { db: Db; clock: Clock; lockoutKey: Buffer },
  jeton: string,
  motDePasseHash: string,
): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const asked = await tx
      .updateTable('reinitialisation')
      .set({ utilisee_le: now })
      .where('jeton_hash', '=', linkTokenHash(jeton))
      .where('utilisee_le', 'is', null)
      .where('expire_le', '>', now)
      .returning('usager_id')
      .executeTakeFirst()
    if (!asked?.usager_id) throw new LienDeReinitialisationInvalide()
    const compte = await tx
      .updateTable('usager')
      .set({ mot_de_passe: motDePasseHash })
      .where('id', '=', asked.usager_id)
      .returning(['id', 'email', 'email_normalise'])
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('reinitialisation')
      .set({ utilisee_le: now })
      .where('usager_id', '=', compte.id)
      .where('utilisee_le', 'is', null)
      .execute()
    await endSessionsOfUsager(tx, compte.id, now)
    await liftLock(tx, lockKey(deps.lockoutKey, compte.email_normalise), now)
    await appendJournal(tx, {
      le: now,
      acteur: { kind: 'anonyme' },
      action: 'compte.mot-de-passe-reinitialise',
      objetId: compte.id,
    })
    await queueMail(tx, now, {
      ...motDePasseChange(deps, now),
      destinataire: compte.email,
      usagerId: compte.id,
    })
  })
}
