import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { PieceVue, SortDePiece } from '../../pieces/index.ts'
import type { ElementVue } from '../complement.ts'
import { NomDeDocument } from './nom-de-document.tsx'

interface Props {
  elements: readonly ElementVue[]
  /** By the rank of the element that they were sent for. */
  pieces: ReadonlyMap<number, readonly PieceVue[]>
  sorts: ReadonlyMap<string, SortDePiece>
  /** What is said of an element that nothing came of. */
  sansReponse?: (element: ElementVue) => string
}

/** What was asked, and what the person answered to each thing: their words, their documents, the day. */
export function ElementsRepondus({ elements, pieces, sorts, sansReponse }: Props) {
  return (
    <dl class="resume reponses-au-complement">
      {elements.map((element) => (
        <div>
          <dt>{element.libelle}</dt>
          <dd>
            {element.recu ? null : sansReponse?.(element)}
            {element.recu?.reponse ? <p class="motivation">{element.recu.reponse}</p> : null}
            <Documents pieces={pieces.get(element.rang) ?? []} sorts={sorts} />
            {element.recu ? (
              <p class="doux">
                Reçu le {longMoment(element.recu.recuLe)}
                {element.recu.tardif ? ', après la date limite\u00a0: nous l’avons gardé' : null}
              </p>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Documents({ pieces, sorts }: Pick<Props, 'sorts'> & { pieces: readonly PieceVue[] }) {
  if (pieces.length === 0) return null
  return (
    <ul>
      {pieces.map((piece) => (
        <li>
          <NomDeDocument piece={piece} />
          {sorts.get(piece.id)?.remplacee ? <span class="doux"> (remplacé depuis)</span> : null}
        </li>
      ))}
    </ul>
  )
}
