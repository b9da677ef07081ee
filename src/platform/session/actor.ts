export type AgentRole = 'instructeur' | 'responsable' | 'administrateur' | 'regisseur'

/** What a session may do: everything, read the terms that changed first, or only read what is theirs and leave. */
export type Acces = 'plein' | 'a-lire' | 'restreint'

export interface UsagerActor {
  kind: 'usager'
  acces: Acces
  usagerId: string
  sessionId: string
  nomAffiche: string
}

export interface AgentActor {
  kind: 'agent'
  agentId: string
  sessionId: string
  role: AgentRole
  /** Slugs of the démarches that this agent may examine. */
  demarches: string[]
  nomAffiche: string
}

/** Who is asking. The system itself acts in jobs. */
export type Actor = { kind: 'anonyme' } | UsagerActor | AgentActor
