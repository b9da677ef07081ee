import { longDate } from '../../../platform/legal-clock/paris.ts'
import type { PieceVue, SortDePiece } from '../../pieces/index.ts'
import type { ElementVue } from '../complement.ts'
import type { ComplementVue } from '../demande.query.ts'
import { piecesDElements, SANS_ELEMENT } from '../pieces-d-elements.ts'
import { ElementsRepondus } from './elements-repondus.tsx'
import { NomDeDocument } from './nom-de-document.tsx'

interface Props {
  /** All those of the demande, the first asked first. */
  complements: readonly ComplementVue[]
  pieces: readonly PieceVue[]
  sorts: ReadonlyMap<string, SortDePiece>
}

/** What the service asked for and has closed, each time with what the person answered: to be read again. */
export function ComplementsPasses({ complements, ...documents }: Props) {
  const passes = complements.filter(({ ouvert }) => !ouvert)
  if (passes.length === 0) return null
  return (
    <section aria-labelledby="vos-reponses-au-service">
      <h2 id="vos-reponses-au-service">Ce que nous vous avons demandé</h2>
      {passes.map((complement) => (
        <details>
          <summary>
            Le {longDate(complement.demandeLe)}&#160;: {suiteEnMots(complement)}
          </summary>
          <Passe
            complement={complement}
            suivants={complements.filter(({ demandeLe }) => demandeLe > complement.demandeLe)}
            {...documents}
          />
        </details>
      ))}
    </section>
  )
}

function suiteEnMots({ elements, reponduLe }: ComplementVue): string {
  if (reponduLe) return `vous avez répondu le ${longDate(reponduLe)}`
  return elements.some(({ recu }) => recu) ? 'vous avez répondu en partie' : 'resté sans réponse'
}

function Passe({
  complement,
  suivants,
  pieces,
  sorts,
}: Omit<Props, 'complements'> & { complement: ComplementVue; suivants: readonly ComplementVue[] }) {
  const siennes = piecesDElements(complement, pieces)
  const autres = siennes.get(SANS_ELEMENT) ?? []
  const sansReponse = ({ libelle }: ElementVue): string => {
    const encore = suivants.find(({ elements }) => elements.some((element) => element.libelle === libelle))
    return encore ? `Demandé de nouveau le ${longDate(encore.demandeLe)}.` : 'Sans réponse de votre part.'
  }
  return (
    <>
      {complement.message ? <p class="motivation">{complement.message}</p> : null}
      <ElementsRepondus
        elements={complement.elements}
        pieces={siennes}
        sorts={sorts}
        sansReponse={sansReponse}
      />
      {complement.reponse ? (
        <p class="motivation">
          <strong>Votre réponse&#160;:</strong> {complement.reponse}
        </p>
      ) : null}
      {autres.length > 0 ? (
        <>
          <p>Les documents envoyés avec cette réponse&#160;:</p>
          <ul>
            {autres.map((piece) => (
              <li>
                <NomDeDocument piece={piece} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
