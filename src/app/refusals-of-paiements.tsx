import { ClotureImpossible, EcritureIntrouvable } from '../features/caisse/index.ts'
import {
  DejaPaye,
  MontantChange,
  PaiementImpossible,
  PaiementIntrouvable,
  RienAPayer,
} from '../features/paiements/index.ts'
import { eurosEnMots } from '../formulaire/nombres.ts'
import { longDay, parisTime } from '../platform/legal-clock/paris.ts'
import type { RefusalAnswers } from './refusal-answers.ts'
import { notFoundView, view } from './view.tsx'

const CLOTURES = <a href="/agents/caisse/clotures">Revoir les clôtures</a>

/** Why a day of the accounts stays open. */
function clotureImpossible({ jour, empechement }: ClotureImpossible) {
  const refuse = (titre: string, texte: string, ou = CLOTURES) => view(409, titre, texte, ou)
  switch (empechement.kind) {
    case 'jour-pas-fini':
      return refuse('Ce jour n’est pas fini', 'Un jour se clôt à partir du lendemain. Rien n’a été changé.')
    case 'deja-clos':
      return refuse(
        'Ce jour est déjà clos',
        'Une autre personne l’a peut-être clos avant vous. Rien n’a été changé, et rien n’est clos deux fois.',
      )
    case 'rien-a-clore':
      return refuse('Ce jour n’a aucune écriture', 'Il n’y a rien à clore. Rien n’a été changé.')
    case 'jour-anterieur-ouvert':
      return refuse(
        'Un jour plus ancien n’est pas clos',
        `Les jours se closent dans leur ordre. Commencez par le ${longDay(empechement.jour)}.`,
        <a href={`/agents/caisse/clotures/${empechement.jour}/apercu`}>Voir ce jour</a>,
      )
    case 'demarche-non-confiee':
      return refuse(
        'Ce jour contient une démarche qui ne vous est pas confiée',
        'Un jour se clôt en entier. Demandez à un administrateur de vous confier toutes les démarches de la caisse, ou laissez un collègue clore ce jour.',
      )
    case 'a-change':
      return refuse(
        'La caisse de ce jour a changé entre-temps',
        'Une écriture est arrivée après l’aperçu que vous avez lu. Rien n’a été clos. Relisez l’aperçu avant de confirmer.',
        <a href={`/agents/caisse/clotures/${jour}/apercu`}>Relire l’aperçu</a>,
      )
  }
}

/** What a person reads who cannot pay, or need not. */
export const refusalsOfPaiements: RefusalAnswers = [
  [RienAPayer, notFoundView],
  [PaiementIntrouvable, notFoundView],
  [EcritureIntrouvable, notFoundView],
  [ClotureImpossible, clotureImpossible],
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
        <>
          <a href={`/espace/demandes/${reference}/paiement`}>Revenir à ce que je dois payer</a>
          {/* What the navigator says over the page where « payer » was pressed. */}
          <span data-breve hidden>
            Le paiement ne peut pas commencer maintenant. Votre demande est gardée, et rien n’a été débité.
            Réessayez dans quelques minutes, ou payez par chèque.
          </span>
        </>,
      ),
  ],
]
