import {
  MOTIFS,
  motifsEnMots,
  openToAgents,
  type PieceVue,
  type SortDePiece,
  verdictsEnMots,
} from '../../pieces/index.ts'
import { jourCourt } from '../jours.ts'

/** A form beside the acts that comes back: of which thing, what is wrong, what was typed. */
export interface AutreRendue {
  /** `piece:<id>` or `motifs` */
  cible: string
  champ: string
  message: string
  valeurs: Readonly<Record<string, string>>
}

interface Props {
  reference: string
  piece: PieceVue
  sort: SortDePiece | undefined
  /** Whether the demande is still examined. */
  ouverte: boolean
  rendue: AutreRendue | undefined
}

const COULEURS = { acceptee: 'success', refusee: 'danger', perimee: 'warning' } as const

/** What an agent thinks of one document, and the buttons to say it. */
export function JugerPiece(props: Props) {
  const { piece, sort, ouverte } = props
  return (
    <>
      {sort?.verdict ? <Verdict verdict={sort.verdict} /> : null}
      {ouverte && !sort?.remplacee && openToAgents[piece.etat] ? <Formulaire {...props} /> : null}
    </>
  )
}

function Verdict({
  verdict: { verdict, motif, precisions, le },
}: {
  verdict: NonNullable<SortDePiece['verdict']>
}) {
  const pourquoi = [motif ? motifsEnMots[motif] : '', precisions].filter((part) => part !== '').join(' ')
  return (
    <p>
      <span class="ds-tag" data-color={COULEURS[verdict]}>
        {verdictsEnMots[verdict]}
      </span>{' '}
      {pourquoi} <span class="doux">le {jourCourt(le)}</span>
    </p>
  )
}

function Formulaire({ reference, piece, sort, rendue }: Props) {
  const mine = rendue?.cible === `piece:${piece.id}` ? rendue : undefined
  const nom = <span class="sr"> {piece.nomFichier}</span>
  const motifId = `motif-${piece.id}`
  const precisionsId = `precisions-${piece.id}`
  return (
    <form method="post" action={`/agents/demandes/${reference}/pieces/${piece.id}/verdict`}>
      <input type="hidden" name="vu" value={sort?.verdict?.id ?? ''} />
      <div class="actions">
        <button
          type="submit"
          class="ds-button"
          data-variant="secondary"
          data-size="sm"
          name="verdict"
          value="acceptee"
        >
          Accepter{nom}
        </button>
        <button
          type="submit"
          class="ds-button"
          data-variant="tertiary"
          data-size="sm"
          name="verdict"
          value="perimee"
        >
          Plus valable{nom}
        </button>
      </div>
      <details open={mine !== undefined}>
        <summary>Refuser ce document{nom}</summary>
        {mine ? (
          <p class="erreur" role="alert" tabIndex={-1} data-erreurs>
            {mine.message}
          </p>
        ) : null}
        <div class="champ">
          <label for={motifId}>Pourquoi&#160;?</label>
          <select id={motifId} name="motif">
            <option value="">Choisir</option>
            {MOTIFS.map((motif) => (
              <option value={motif} selected={mine?.valeurs.motif === motif}>
                {motifsEnMots[motif] || 'Autre raison, écrite dessous'}
              </option>
            ))}
          </select>
        </div>
        <div class="champ">
          <label for={precisionsId}>Précisions pour l’usager (facultatif)</label>
          <textarea id={precisionsId} name="precisions" rows={2} value={mine?.valeurs.precisions ?? ''} />
        </div>
        <p class="aide">L’usager lit la raison dans son espace et peut remplacer le document aussitôt.</p>
        <button
          type="submit"
          class="ds-button"
          data-color="danger"
          data-size="sm"
          name="verdict"
          value="refusee"
        >
          Refuser{nom}
        </button>
      </details>
    </form>
  )
}
