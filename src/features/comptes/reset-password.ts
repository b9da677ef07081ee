import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { liftLock, lockKey } from '../../platform/session/lockout-store.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import type { LockoutDeps } from '../../platform/session/try-password.ts'
import { dropEpreuves } from '../facteurs/index.ts'
import { queueAlerte } from './alerte.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { retireLiensDEntree, useLien } from './lien-store.ts'
import { LienDeReinitialisationInvalide } from './refusals.ts'

/**
 * Gives the account a new password by a mailed link, and signs nobody in: every session ends, the block on guessing
 * and the freeze after a report of misuse are lifted, the links that could change the password or the address die, and
 * the holder is told.
 * @param motDePasseHash Argon2id, already computed (outside the transaction)
 * @throws LienDeReinitialisationInvalide
 */
export async function resetPassword(
  deps: CourrielDeps & LockoutDeps & { linkKey: Buffer },
  jeton: string,
  motDePasseHash: string,
): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const asked = await useLien(tx, jeton, 'reinitialisation', now)
    if (!asked) throw new LienDeReinitialisationInvalide()
    const compte = await tx
      .updateTable('usager')
      .set({ mot_de_passe: motDePasseHash, mot_de_passe_le: now, gele_le: null })
      .where('id', '=', asked.usagerId)
      .returning(['id', 'email', 'email_normalise'])
      .executeTakeFirstOrThrow()
    await retireLiensDEntree(tx, compte.id, now)
    await dropEpreuves(tx, { kind: 'usager', id: compte.id })
    await endSessionsOfUsager(tx, compte.id, now)
    await liftLock(tx, lockKey(deps.lockoutKey, compte.email_normalise), now, deps.lockRules)
    await appendJournal(tx, {
      le: now,
      acteur: { kind: 'anonyme' },
      action: 'compte.mot-de-passe-reinitialise',
      objetId: compte.id,
    })
    await queueAlerte(tx, deps.linkKey, {
      usagerId: compte.id,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      courriel: alerte(deps, 'mot-de-passe-change', { le: now }),
      le: now,
    })
  })
}
