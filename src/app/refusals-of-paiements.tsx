import {
  DejaPaye,
  MontantChange,
  PaiementImpossible,
  PaiementIntrouvable,
  RienAPayer,
} from '../features/paiements/index.ts'
import { eurosEnMots } from '../formulaire/nombres.ts'
import { parisTime } from '../platform/legal-clock/paris.ts'
import type { RefusalAnswers } from './refusal-answers.ts'
import { notFoundView, view } from './view.tsx'

/** What a person reads who cannot pay, or need not. */
export const refusalsOfPaiements: RefusalAnswers = [
  [RienAPayer, notFoundView],
  [PaiementIntrouvable, notFoundView],
  [
    DejaPaye,
    ({ reference }: DejaPaye) =>
      view(
        409,
        'Cette demande est déjà payée',
        'Vous n’avez rien d’autre à payer. Le reçu est dans votre espace.',
        <a href={`/espace/demandes/${reference}/paiement`}>Voir le reçu</a>,
      ),
  ],
  [
    MontantChange,
    ({ reference, faits }: MontantChange) =>
      view(
        409,
        'Le montant à payer a changé',
        `Vous devez maintenant ${eurosEnMots(faits.montantCents)}, et non plus ${eurosEnMots(faits.avantCents)}. La page de paiement que vous avez ouverte demande encore l’ancien montant : fermez-la sans payer. Vous pourrez payer le nouveau montant à partir de ${parisTime(faits.jusque)}. Votre demande est gardée.`,
        <a href={`/espace/demandes/${reference}/paiement`}>Revenir à ce que je dois payer</a>,
      ),
  ],
  [
    PaiementImpossible,
    ({ reference }: PaiementImpossible) =>
      view(
        503,
        'Le paiement ne peut pas commencer maintenant',
        'Votre demande est gardée, et rien n’a été débité. Réessayez dans quelques minutes, ou payez par chèque.',
        <a href={`/espace/demandes/${reference}/paiement`}>Revenir à ce que je dois payer</a>,
      ),
  ],
]
