import type { AgentActor } from '../../platform/session/actor.ts'
import type { ActeRecu, InstructionDeps } from './acte-d-agent.ts'
import { type Erreurs, parseTexteLibre } from './acte-saisie.ts'
import { decideDemande } from './decide-demande.ts'

/**
 * Grants the demande; a word to the family is possible, never asked.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible
 */
export async function acceptDemande(
  deps: InstructionDeps,
  acteur: AgentActor,
  acte: ActeRecu & { motivation: string },
): Promise<Erreurs> {
  const lu = parseTexteLibre('motivation', acte.motivation)
  if (!lu.ok) return lu.erreurs
  await decideDemande(deps, acteur, { ...acte, acte: 'accepter', motivation: lu.valeur })
  return []
}
