import { type RefusDePiece, refusEnMots } from '../../../formulaire/refus-de-piece.ts'
import { type EtatDePiece, etats } from '../piece.ts'

const COULEURS = {
  recue: 'neutral',
  quarantaine: 'neutral',
  saine: 'success',
  liberee: 'success',
  non_analysee: 'warning',
  infectee: 'danger',
  ecartee: 'danger',
} as const satisfies Record<EtatDePiece, string>

/** What an agent reads beside a document of its safety. */
export const EtatDePieceTag = ({ etat, refusee }: { etat: EtatDePiece; refusee: RefusDePiece | null }) => (
  <span class="ds-tag" data-color={COULEURS[etat]}>
    {etat === 'ecartee' && refusee ? refusEnMots[refusee] : etats[etat]}
  </span>
)
