import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { finishCle, removeCle } from '../facteurs/index.ts'
import type { AgentsDeps } from './sign-in-agent.ts'

const CLE = { genre: 'cle' } as const

/** A passkey for an agent. @throws EpreuvePerimee | FacteurRefuse */
export async function addCleAgent(
  deps: AgentsDeps,
  acteur: AgentActor,
  made: { id: string; thumbprint: string; nom: string; cle: string },
): Promise<void> {
  const le = deps.clock.now()
  const objetId = acteur.agentId
  await inTransaction(deps.db, async (tx) => {
    await finishCle(tx, deps, { kind: 'agent', id: objetId }, made)
    await appendJournal(tx, { le, acteur, action: 'facteur.ajoute', objetId, donnees: CLE })
  })
}

/** Takes away one of the agent's passkeys; the application stays. */
export async function dropCleAgent(deps: AgentsDeps, acteur: AgentActor, cle: string): Promise<void> {
  const le = deps.clock.now()
  const objetId = acteur.agentId
  await inTransaction(deps.db, async (tx) => {
    if (await removeCle(tx, { kind: 'agent', id: objetId }, cle))
      await appendJournal(tx, { le, acteur, action: 'facteur.retire', objetId, donnees: CLE })
  })
}
