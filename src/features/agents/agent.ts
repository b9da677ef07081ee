import type { AgentRole } from '../../platform/session/actor.ts'

/** The form of an address that two spellings of it share. */
export const normaliseAgentEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase()

export const ROLES = [
  'instructeur',
  'responsable',
  'administrateur',
  'regisseur',
] as const satisfies readonly AgentRole[]
