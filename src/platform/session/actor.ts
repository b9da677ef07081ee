export type AgentRole = 'instructeur' | 'responsable' | 'administrateur'

export interface UsagerActor {
  kind: 'usager'
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
