import type { AgentActor } from '../../platform/session/actor.ts'
import type { BrouillonDeps } from '../demandes/index.ts'
import type { InstructionDeps } from '../instruction/index.ts'
import { SaisieIntrouvable } from './refusals.ts'

export type PapierDeps = BrouillonDeps & InstructionDeps

/** @throws SaisieIntrouvable for a démarche that this agent was not given */
export function exigeDemarche(acteur: AgentActor, demarche: string): void {
  if (!acteur.demarches.includes(demarche)) throw new SaisieIntrouvable()
}
