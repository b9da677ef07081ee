import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { clearAttempts } from '../../platform/session/lockout-store.ts'
import { proveSession } from '../../platform/session/session-store.ts'
import { tryPassword } from '../../platform/session/try-password.ts'
import { ConnexionBloquee, ConnexionRefusee } from './refusals.ts'

/**
 * The password again, before a sensitive act: it counts for five minutes. Guessing is held back as at sign-in.
 * @throws ConnexionRefusee | ConnexionBloquee | MotDePasseOccupe
 */
export async function proveIdentity(
  deps: { db: Db; clock: Clock; lockoutKey: Buffer },
  acteur: UsagerActor,
  { motDePasse, ip }: { motDePasse: string; ip: string },
): Promise<void> {
  const compte = await deps.db
    .selectFrom('usager')
    .select(['email_normalise', 'mot_de_passe'])
    .where('id', '=', acteur.usagerId)
    .executeTakeFirstOrThrow()
  const verdict = await tryPassword(deps, {
    adresse: compte.email_normalise,
    ip,
    motDePasse,
    attendu: async () => compte.mot_de_passe,
  })
  if (verdict.kind === 'bloque') throw new ConnexionBloquee(verdict.jusquA)
  if (verdict.kind === 'faux') throw new ConnexionRefusee()
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await clearAttempts(tx, verdict.keys, now)
    await proveSession(tx, acteur.sessionId, now)
  })
}
