import type { Demarche } from '../../../formulaire/demarche.ts'
import type { Echantillons } from '../../comptes/index.ts'
import { type ContexteDeDecision, decision } from './decision.ts'

const LE = new Date('2026-11-23T13:32:00Z')

/** Every mail of this feature, for whoever reviews them: once for each way that a decision takes. */
export function echantillons(
  deps: ContexteDeDecision['deps'] & { demarches: readonly Demarche[] },
): Echantillons {
  const [demarche] = deps.demarches
  if (!demarche) return {}
  const contexte = { deps, prenom: 'Élodie', reference: 'PR26-7KQ4-XM9T', demarche }
  return {
    'decision-dans-l-espace': decision(contexte, { voie: 'espace', le: LE }),
    'decision-par-courrier': decision(contexte, { voie: 'courrier', le: LE }),
  }
}
