import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { liftLock, lockKey } from '../../platform/session/lockout-store.ts'
import type { LockoutDeps } from '../../platform/session/try-password.ts'
import { queueAlerte } from './alerte.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { useLien } from './lien-store.ts'
import { LienPerime } from './refusals.ts'

/** Lifts the block on guessing for the holder, who reads the mailbox. It signs nobody in. @throws LienPerime */
export async function unblockSignIn(
  deps: CourrielDeps & LockoutDeps & { linkKey: Buffer },
  jeton: string,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const lien = await useLien(tx, jeton, 'deblocage', le)
    if (!lien) throw new LienPerime('deblocage')
    const compte = await tx
      .selectFrom('usager')
      .select(['id', 'email', 'email_normalise'])
      .where('id', '=', lien.usagerId)
      .executeTakeFirstOrThrow()
    await liftLock(tx, lockKey(deps.lockoutKey, compte.email_normalise), le, deps.lockRules)
    await appendJournal(tx, {
      le,
      acteur: { kind: 'anonyme' },
      action: 'compte.debloque',
      objetId: compte.id,
    })
    await queueAlerte(tx, deps.linkKey, {
      usagerId: compte.id,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      courriel: alerte(deps, 'deblocage', { le }),
      le,
    })
  })
}
