import { longDate } from '../../../platform/legal-clock/paris.ts'
import { Televersement } from '../../../ui/champs/piece-view.tsx'
import {
  aRemplacer,
  motifsEnMots,
  type PieceVue,
  type SortDePiece,
  verdictsEnMots,
} from '../../pieces/index.ts'
import { NomDeDocument } from './nom-de-document.tsx'

interface Props {
  reference: string
  pieces: readonly PieceVue[]
  sorts: ReadonlyMap<string, SortDePiece>
  /** Whether documents may still be replaced. */
  ouverte: boolean
  /** Documents that a complement asks for again: they are replaced there. */
  demandes: ReadonlySet<string>
}

const COULEURS = { acceptee: 'success', refusee: 'danger', perimee: 'warning' } as const

/** The documents of a demande, what the service thinks of each, and another one in its place with one tap. */
export function DocumentsDeDemande(props: Props) {
  const { pieces, sorts } = props
  const presentes = pieces.filter(({ id }) => !sorts.get(id)?.remplacee)
  const anciennes = pieces.filter(({ id }) => sorts.get(id)?.remplacee)
  return (
    <section aria-labelledby="mes-documents">
      <h2 id="mes-documents">Les documents de cette demande</h2>
      {pieces.length === 0 ? <p>Aucun document n’a été envoyé avec cette demande.</p> : null}
      <ul class="fichiers">
        {presentes.map((piece) => (
          <li>
            <NomDeDocument piece={piece} />
            <Sort piece={piece} {...props} />
          </li>
        ))}
      </ul>
      {anciennes.length > 0 ? (
        <details>
          <summary>Documents remplacés</summary>
          <ul class="fichiers">
            {anciennes.map((piece) => (
              <li>
                <NomDeDocument piece={piece} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function Sort({ piece, sorts, reference, ouverte, demandes }: Props & { piece: PieceVue }) {
  const verdict = sorts.get(piece.id)?.verdict
  return (
    <>
      {verdict ? (
        <span class="ds-tag" data-color={COULEURS[verdict.verdict]}>
          {verdictsEnMots[verdict.verdict]}
        </span>
      ) : null}
      {aRemplacer(piece, sorts.get(piece.id)) ? (
        <div class="piece-suite">
          {verdict && verdict.verdict !== 'acceptee' ? <p>{pourquoi(verdict)}</p> : null}
          {!ouverte && piece.refusee ? (
            <p>Cette demande est terminée : vous n’avez pas à le remplacer.</p>
          ) : null}
          {ouverte ? <Suite piece={piece} reference={reference} demandee={demandes.has(piece.id)} /> : null}
        </div>
      ) : null}
    </>
  )
}

/** Where another document goes: here at once, or with what a complement asks for. */
function Suite({ piece, reference, demandee }: { piece: PieceVue; reference: string; demandee: boolean }) {
  if (demandee) return <p>Envoyez-le de nouveau plus haut, dans ce qu’il faut compléter.</p>
  return (
    <Televersement
      id={`remplace-${piece.id}`}
      libelle={`Remplacer ${piece.nomFichier}`}
      aide="PDF, JPEG, PNG, HEIC, 10 Mo au plus. Il part dès que vous l’avez choisi."
      messages={[]}
      adresse={`/espace/pieces/${piece.id}/remplacement`}
      retour={`/espace/demandes/${reference}`}
      plein={false}
    />
  )
}

function pourquoi({ verdict, motif, precisions, le }: NonNullable<SortDePiece['verdict']>): string {
  const raison =
    verdict === 'perimee'
      ? 'Il n’est plus valable\u00a0: sa date est dépassée.'
      : motif
        ? motifsEnMots[motif]
        : ''
  return [raison, precisions, `(Regardé le ${longDate(le)}.)`].filter((part) => part !== '').join(' ')
}
