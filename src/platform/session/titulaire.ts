import type { AgentActor, UsagerActor } from './actor.ts'

/** Who holds a brouillon and its documents: the person, or the agent who types what they sent on paper. */
export type Titulaire = UsagerActor | AgentActor

export const titulaireId = (acteur: Titulaire): string =>
  acteur.kind === 'usager' ? acteur.usagerId : acteur.agentId

/** The column that names the holder. */
export const colonneDuTitulaire = (acteur: Titulaire): 'usager_id' | 'agent_id' =>
  acteur.kind === 'usager' ? 'usager_id' : 'agent_id'

/** The column and its value, for a row that is theirs. */
export const ligneDuTitulaire = (acteur: Titulaire): { usager_id: string } | { agent_id: string } =>
  acteur.kind === 'usager' ? { usager_id: acteur.usagerId } : { agent_id: acteur.agentId }
