import { inTransaction } from '../../platform/db/database.ts'
import { FacteurRefuse, passSecondStep, type Reponse } from '../facteurs/index.ts'
import {
  type AgentSignIn,
  type AgentsDeps,
  type EntreeOuverte,
  noteRefus,
  openForAgent,
} from './sign-in-agent.ts'

/**
 * The second step of an agent who left the code out: opens the session, unless the agent was dismissed, or the password changed, meanwhile.
 * @throws EpreuvePerimee | FacteurRefuse | FacteurBloque | AgentRefuse
 */
export async function completeSignInAgent(
  deps: AgentsDeps,
  input: Pick<AgentSignIn, 'thumbprint' | 'ip' | 'appareil'> & { epreuve: string; reponse: Reponse },
): Promise<EntreeOuverte> {
  const now = deps.clock.now()
  const answer = { ...input, id: input.epreuve, pour: 'agent' as const }
  try {
    return await passSecondStep(deps, answer, (tx, { titulaire, depuis }) =>
      openForAgent(tx, deps, titulaire.id, { ...input, depuis }),
    )
  } catch (error) {
    if (error instanceof FacteurRefuse)
      await inTransaction(deps.db, (tx) => noteRefus(tx, error.titulaire?.id, now))
    throw error
  }
}
