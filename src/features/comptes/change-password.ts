import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { clearAttempts } from '../../platform/session/lockout-store.ts'
import { hashPassword } from '../../platform/session/password.ts'
import { endSessionsOfUsager } from '../../platform/session/session-store.ts'
import { type LockoutDeps, tryPassword } from '../../platform/session/try-password.ts'
import { dropEpreuves } from '../facteurs/index.ts'
import { queueAlerte } from './alerte.ts'
import { alerte, type CourrielDeps } from './courriels/alertes.ts'
import { retireLiensDEntree } from './lien-store.ts'
import { ConnexionBloquee, ConnexionRefusee } from './refusals.ts'

/**
 * Another password, for whoever knows the present one: an open session alone does not do. The other sessions end and
 * the holder is told. Guessing the present one is held back as at sign-in.
 * @throws ConnexionRefusee when the present one is wrong | ConnexionBloquee | TropDeMonde
 */
export async function changePassword(
  deps: CourrielDeps & LockoutDeps & { linkKey: Buffer },
  acteur: UsagerActor,
  { actuel, nouveau, ip }: { actuel: string; nouveau: string; ip: string },
): Promise<void> {
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
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await tx
      .updateTable('usager')
      .set({ mot_de_passe: hash, mot_de_passe_le: le })
      .where('id', '=', acteur.usagerId)
      .where('mot_de_passe', '=', compte.mot_de_passe)
      .returning('id')
      // Changed from elsewhere while this one was verified: what was proved is no longer the password.
      .executeTakeFirstOrThrow(() => new ConnexionRefusee())
    await clearAttempts(tx, verdict.keys, le)
    await endSessionsOfUsager(tx, acteur.usagerId, le, acteur.sessionId)
    await retireLiensDEntree(tx, acteur.usagerId, le)
    await dropEpreuves(tx, { kind: 'usager', id: acteur.usagerId })
    await appendJournal(tx, {
      le,
      acteur,
      action: 'compte.mot-de-passe-change',
      objetId: acteur.usagerId,
    })
    await queueAlerte(tx, deps.linkKey, {
      usagerId: acteur.usagerId,
      destinataire: compte.email,
      emailNormalise: compte.email_normalise,
      courriel: alerte(deps, 'mot-de-passe-change', { le }),
      le,
    })
  })
}
