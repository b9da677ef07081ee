import type { AgentRole } from '../../platform/session/actor.ts'

export const ROLES = ['instructeur', 'responsable', 'administrateur'] as const satisfies readonly AgentRole[]
