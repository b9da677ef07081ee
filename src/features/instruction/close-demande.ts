import type { AgentActor } from '../../platform/session/actor.ts'
import type { ActeRecu, InstructionDeps } from './acte-d-agent.ts'
import { type Erreurs, parseMotivation } from './acte-saisie.ts'
import { decideDemande } from './decide-demande.ts'

/**
 * Closes the demande without a decision on its substance (filed twice, object gone…); the reason is always given.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export async function closeDemande(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & { motivation: string },
): Promise<Erreurs> {
  const lu = parseMotivation(acte.motivation)
  if (!lu.ok) return lu.erreurs
  await decideDemande(deps, acteur, { ...acte, acte: 'classer-sans-suite', motivation: lu.valeur })
  return []
}
