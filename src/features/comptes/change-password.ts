import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { queueMail } from '../../platform/mail/outbox.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { clearAttempts, lockKey, sourceKey, takeAttempt } from '../../platform/session/lockout-store.ts'
import { hashPassword, verifyPassword } from '../../platform/session/password.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import type { CourrielDeps } from './courriels/lien-de-confirmation.ts'
import { motDePasseChange } from './courriels/mot-de-passe-change.ts'
import { ConnexionBloquee, ConnexionRefusee } from './refusals.ts'

/**
 * Another password, for whoever knows the present one: an open session alone does not do. The other sessions end and
 * the holder is told. Guessing the present one is held back as at sign-in.
 * @throws ConnexionRefusee when the present one is wrong | ConnexionBloquee | MotDePasseOccupe
 */
export async function changePassword(
  deps: CourrielDeps & { db: Db; clock: Clock; lockoutKey: Buffer },
  acteur: UsagerActor,
  { actuel, nouveau, ip }: { actuel: string; nouveau: string; ip: string },
): Promise<void> {
  const now = deps.clock.now()
  const compte = await deps.db
    .selectFrom('usager')
    .select(['email', 'email_normalise', 'mot_de_passe'])
    .where('id', '=', acteur.usagerId)
    .executeTakeFirstOrThrow()
  const keys = {
    adresse: lockKey(deps.lockoutKey, compte.email_normalise),
    source: sourceKey(deps.lockoutKey, ip),
  }
  const blocked = await takeAttempt(deps.db, keys, now)
  if (blocked) throw new ConnexionBloquee(blocked)
  if (!(await verifyPassword(compte.mot_de_passe, actuel))) throw new ConnexionRefusee()
  const hash = await hashPassword(nouveau)
  await inTransaction(deps.db, async (tx) => {
    await clearAttempts(tx, keys, now)
    await tx
      .updateTable('usager')
      .set({ mot_de_passe: hash })
      .where('id', '=', acteur.usagerId)
      .where('mot_de_passe', '=', compte.mot_de_passe)
      .returning('id')
      // Changed from elsewhere while this one was verified: what was proved is no longer the password.
      .executeTakeFirstOrThrow(() => new ConnexionRefusee())
    await endSessionsOfUsager(tx, acteur.usagerId, now, acteur.sessionId)
    await appendJournal(tx, {
      le: now,
      acteur,
      action: 'compte.mot-de-passe-change',
      objetId: acteur.usagerId,
    })
    await queueMail(tx, now, {
      ...motDePasseChange(deps, now),
      destinataire: compte.email,
      usagerId: acteur.usagerId,
    })
  })
}
