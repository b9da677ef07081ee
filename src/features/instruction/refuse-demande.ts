import type { AgentActor } from '../../platform/session/actor.ts'
import type { ActeRecu, InstructionDeps } from './acte-d-agent.ts'
import { type Erreurs, parseMotivation } from './acte-saisie.ts'
import { decideDemande } from './decide-demande.ts'

/**
 * Refuses the demande, with the reasons in law and in fact that CRPA L211-2 and L211-5 ask for.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible | AcceptationImpliciteNee
 */
export async function refuseDemande(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & { motivation: string },
): Promise<Erreurs> {
  const lu = parseMotivation(acte.motivation)
  if (!lu.ok) return lu.erreurs
  await decideDemande(deps, acteur, { ...acte, acte: 'refuser', motivation: lu.valeur })
  return []
}
