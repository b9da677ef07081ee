import { DecisionFermee, PaiementDejaRegle } from '../features/paiements/index.ts'
import {
  PrestataireMuet,
  QuatreYeux,
  RemboursementChange,
  RemboursementIntrouvable,
  RienARendre,
} from '../features/remboursements/index.ts'
import type { RefusalAnswers } from './refusal-answers.ts'
import { notFoundView, view } from './view.tsx'

const revoir = (id: string) => <a href={`/agents/caisse/paiements/${id}`}>Revoir ce paiement</a>

/** What the régie reads when money cannot be given back, or decided of, as asked. */
export const refusalsOfRemboursements: RefusalAnswers = [
  [RemboursementIntrouvable, notFoundView],
  [
    RemboursementChange,
    ({ paiementId }: RemboursementChange) =>
      view(
        409,
        'Ce paiement a changé entre-temps',
        'Une autre personne, un autre onglet ou Payline a agi avant vous. Ce que vous venez de demander n’a pas été fait : rien n’est rendu deux fois.',
        revoir(paiementId),
      ),
  ],
  [
    QuatreYeux,
    ({ paiementId }: QuatreYeux) =>
      view(
        409,
        'Une autre personne doit valider',
        'Vous avez demandé ce remboursement : vous ne pouvez pas le valider ni le refuser. Un autre régisseur ou un responsable le peut. Rien n’a été changé.',
        revoir(paiementId),
      ),
  ],
  [
    RienARendre,
    ({ paiementId }: RienARendre) =>
      view(
        409,
        'Il n’y a rien à rendre',
        'Ce paiement n’a pas été accepté, a déjà été rendu, ou est un chèque que la banque n’a pas payé. Rien n’a été changé.',
        revoir(paiementId),
      ),
  ],
  [
    PrestataireMuet,
    ({ paiementId }: PrestataireMuet) =>
      view(
        503,
        'Payline ne répond pas',
        'Rien n’a été envoyé et rien n’a été changé. Réessayez dans quelques minutes.',
        revoir(paiementId),
      ),
  ],
  [
    PaiementDejaRegle,
    ({ id }: PaiementDejaRegle) =>
      view(
        409,
        'Ce paiement n’attend plus personne',
        'Payline a répondu, ou une autre personne a décidé. Rien n’a été changé.',
        revoir(id),
      ),
  ],
  [
    DecisionFermee,
    ({ id }: DecisionFermee) =>
      view(
        409,
        'Cette décision n’est plus possible',
        'Ce que Payline dit maintenant ne le permet pas. Relisez le paiement avant de décider. Rien n’a été changé.',
        revoir(id),
      ),
  ],
]
