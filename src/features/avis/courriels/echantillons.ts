import type { Echantillons } from '../../comptes/index.ts'
import type { CourrielDAvis } from '../tell-agent.ts'
import { avisApresRetrait, avisDemande, avisRappele, avisSansObjet } from './avis-demande.ts'

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(deps: CourrielDAvis['deps']): Echantillons {
  const contexte: CourrielDAvis = {
    deps,
    prenom: 'Inès',
    reference: 'PR26-7KQ4-XM9T',
    demarche: 'Pack rentrée',
    pourLe: '2026-12-08',
  }
  return {
    'avis-apres-retrait': avisApresRetrait(contexte),
    'avis-demande': avisDemande(contexte),
    'avis-rappele': avisRappele(contexte),
    'avis-sans-objet': avisSansObjet(contexte),
  }
}
