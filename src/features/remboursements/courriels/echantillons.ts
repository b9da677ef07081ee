import type { Echantillons } from '../../comptes/index.ts'
import { remboursementFait } from './remboursement-fait.ts'

/** Every mail of this feature, for whoever reviews them. */
export function echantillons(deps: Parameters<typeof remboursementFait>[0]): Echantillons {
  const fait = {
    reference: 'PR26-7KQ4-XM9T',
    demarche: 'Pack rentrée',
    commande: 'PR26-7KQ4-XM9T-1',
    paiementCents: 2200,
    montantCents: 1250,
    motif: 'Vous avez retiré la carte de transport de votre demande avant la rentrée.',
  }
  return {
    'remboursement-fait': remboursementFait(deps, { ...fait, parVirement: false }),
    'remboursement-par-virement': remboursementFait(deps, { ...fait, parVirement: true }),
  }
}
