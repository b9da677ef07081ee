import { inTransaction } from '../../platform/db/database.ts'
import { seal } from '../../platform/files/sealed-box.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { liftLock, lockKey } from '../../platform/session/lockout-store.ts'
import { endSessionsOfAgent } from '../../platform/session/session-store.ts'
import { newTotpSecret, totpUri } from '../../platform/session/totp.ts'
import type { LockoutDeps } from '../../platform/session/try-password.ts'
import { dropEpreuves } from '../facteurs/index.ts'
import { lockAgent } from './agent-store.ts'
import { adresseVerrouillee } from './sign-in-agent.ts'

/**
 * For an agent who lost the password or the telephone, and whom the operator has recognised: a password that opens for
 * a week, another TOTP secret, no passkey, no session left. One who had left is back. @returns the address for an authenticator application
 * @throws AgentIntrouvable
 */
export function renewAccess(
  deps: LockoutDeps & { totpKey: Buffer },
  email: string,
  motDePasse: { hash: string; provisoireJusquA: Date },
): Promise<string> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const agent = await lockAgent(tx, email)
    const secret = newTotpSecret()
    await tx
      .updateTable('agent')
      .set({
        actif: true,
        ferme_le: null,
        mot_de_passe: motDePasse.hash,
        mot_de_passe_le: le,
        provisoire_jusqu_a: motDePasse.provisoireJusquA,
        totp_chiffre: seal(deps.totpKey, secret, `totp:${agent.id}`),
        totp_dernier_pas: '0',
      })
      .where('id', '=', agent.id)
      .execute()
    await tx.deleteFrom('cle_d_acces').where('agent_id', '=', agent.id).execute()
    await dropEpreuves(tx, { kind: 'agent', id: agent.id })
    await endSessionsOfAgent(tx, agent.id, le)
    await liftLock(
      tx,
      lockKey(deps.lockoutKey, adresseVerrouillee(agent.email_normalise)),
      le,
      deps.lockRules,
    )
    await appendJournal(tx, {
      le,
      acteur: { kind: 'systeme' },
      action: 'agent.acces-renouvele',
      objetId: agent.id,
    })
    return totpUri(secret, agent.email)
  })
}
