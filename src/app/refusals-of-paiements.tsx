import { DejaPaye, PaiementImpossible, PaiementIntrouvable, RienAPayer } from '../features/paiements/index.ts'
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
