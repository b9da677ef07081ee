import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { clearAttempts } from '../../platform/session/lockout-store.ts'
import { hashPassword } from '../../platform/session/password.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import { type LockoutDeps, tryPassword } from '../../platform/session/try-password.ts'
import { queueAlerte } from './alerte.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { retireLiensDEntree } from './lien-store.ts'
import { ConnexionBloquee, ConnexionRefusee } from './refusals.ts'

/**
 * Another password, for whoever knows the present one: an open session alone does not do. The other sessions end and
 * the holder is told. Guessing the present one is held back as at sign-in.
 * @throws ConnexionRefusee when the present one is wrong | ConnexionBloquee | MotDePasseOccupe
 */
export async function changePassword(
  deps: CourrielDeps & LockoutDeps & { linkKey: Buffer },
  acteur: UsagerActor,
  { actuel, nouveau, ip }: { actuel: string; nouveau: string; ip: string },
): Promise<void> {
  const now = deps.clock.now()
  const compte = await deps.db
    .selectFrom('usager')
    .select(['email', 'email_normalise', 'mot_de_passe'])
    .where('id', '=', acteur.usagerId)
    .executeTakeFirstOrThrow()
  const verdict = await tryPassword(deps, {
    adresse: compte.email_normalise,
    ip,
    motDePasse: actuel,
    attendu: async () => compte.mot_de_passe,
  })
  if (verdict.kind === 'bloque') throw new ConnexionBloquee(verdict.jusquA)
  if (verdict.kind === 'faux') throw new ConnexionRefusee()
  const hash = await hashPassword(nouveau)
  await inTransaction(deps.db, async (tx) => {
    await clearAttempts(tx, verdict.keys, now)
    await tx
      .updateTable('usager')
      .set({ mot_de_passe: hash, mot_de_passe_le: now })
      .where('id', '=', acteur.usagerId)
      .where('mot_de_passe', '=', compte.mot_de_passe)
      .returning('id')
      // Changed from elsewhere while this one was verified: what was proved is no longer the password.
      .executeTakeFirstOrThrow(() => new ConnexionRefusee())
    await endSessionsOfUsager(tx, acteur.usagerId, now, acteur.sessionId)
    await retireLiensDEntree(tx, acteur.usagerId, now)
    await appendJournal(tx, {
      le: now,
      acteur,
      action: 'compte.mot-de-passe-change',
      objetId: acteur.usagerId,
    })
    await queueAlerte(tx, deps.linkKey, {
      usagerId: acteur.usagerId,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      courriel: alerte(deps, 'mot-de-passe-change', { le: now }),
      le: now,
    })
  })
}
