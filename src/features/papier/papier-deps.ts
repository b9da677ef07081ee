import { validate as isUuid } from 'uuid'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { BrouillonDeps } from '../demandes/index.ts'
import type { InstructionDeps } from '../instruction/index.ts'
import { SaisieIntrouvable } from './refusals.ts'

export type PapierDeps = BrouillonDeps & InstructionDeps

/** @throws SaisieIntrouvable for a démarche that this agent was not given */
export function exigeDemarche(acteur: AgentActor, demarche: string): void {
  if (!acteur.demarches.includes(demarche)) throw new SaisieIntrouvable()
}

/** The same for what an agent types: a look at its row, not the form. What does not exist is told by whoever opens it. */
export async function exigeSaisie(
  { db }: Pick<PapierDeps, 'db'>,
  acteur: AgentActor,
  id: string,
): Promise<void> {
  if (!isUuid(id)) return
  const found = await db.selectFrom('brouillon').select('demarche').where('id', '=', id).executeTakeFirst()
  if (found) exigeDemarche(acteur, found.demarche)
}
