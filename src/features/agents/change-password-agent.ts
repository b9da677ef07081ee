import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { clearAttempts } from '../../platform/session/lockout-store.ts'
import { hashPassword } from '../../platform/session/password.ts'
import { endSessionsOfAgent } from '../../platform/session/session-store.ts'
import { tryPassword } from '../../platform/session/try-password.ts'
import { dropEpreuves } from '../facteurs/index.ts'
import { AgentRefuse } from './refusals.ts'
import { type AgentsDeps, adresseVerrouillee } from './sign-in-agent.ts'

/**
 * Another password, chosen by the agent, who knows the present one. The agent's other sessions end. Guessing the
 * present one is held back as at sign-in. @throws AgentRefuse | TropDeMonde
 */
export async function changePasswordAgent(
  deps: AgentsDeps,
  acteur: AgentActor,
  { actuel, nouveau, ip }: { actuel: string; nouveau: string; ip: string },
): Promise<void> {
  const { agentId } = acteur
  const agent = await deps.db
    .selectFrom('agent')
    .select(['email_normalise', 'mot_de_passe'])
    .where('id', '=', agentId)
    .executeTakeFirstOrThrow()
  const verdict = await tryPassword(deps, {
    adresse: adresseVerrouillee(agent.email_normalise),
    ip,
    motDePasse: actuel,
    attendu: async () => agent.mot_de_passe,
  })
  if (verdict.kind === 'bloque') throw new AgentRefuse(verdict.jusquA)
  if (verdict.kind === 'faux') throw new AgentRefuse()
  const hash = await hashPassword(nouveau)
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await tx
      .updateTable('agent')
      .set({ mot_de_passe: hash, mot_de_passe_le: le, provisoire_jusqu_a: null })
      .where('id', '=', agentId)
      .where('mot_de_passe', '=', agent.mot_de_passe)
      .returning('id')
      // Changed from elsewhere while this one was verified: what was proved is no longer the password.
      .executeTakeFirstOrThrow(() => new AgentRefuse())
    await clearAttempts(tx, verdict.keys, le)
    await dropEpreuves(tx, { kind: 'agent', id: agentId })
    await endSessionsOfAgent(tx, agentId, le, acteur.sessionId)
    await appendJournal(tx, { le, acteur, action: 'agent.mot-de-passe-change', objetId: agentId })
  })
}
