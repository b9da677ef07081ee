import { Reception } from '../../../ui/champs/piece-view.tsx'
import type { PieceVue } from '../../pieces/index.ts'

/** The name of a document, which opens it unless a virus was found in it. */
export function NomDeDocument({ piece }: { piece: PieceVue }) {
  return (
    <span class="piece-nom">
      {piece.refusee === 'virus' ? (
        piece.nomFichier
      ) : (
        <a href={`/espace/pieces/${piece.id}/contenu`} data-telecharge>
          {piece.nomFichier}
        </a>
      )}{' '}
      {piece.refusee ? <Reception refusee={piece.refusee} /> : null}
    </span>
  )
}
