import type { PartieDeResume } from '../../../formulaire/summary.ts'
import {
  type ApercusDePiece,
  EtatDePieceTag,
  mayOpenFile,
  PagesDePiece,
  type PieceVue,
  type SortDePiece,
} from '../../pieces/index.ts'
import { jourCourt } from '../jours.ts'
import { type AutreRendue, JugerPiece } from './juger-piece.tsx'

interface PiecesProps {
  reference: string
  pieces: readonly PieceVue[]
  apercus: ReadonlyMap<string, ApercusDePiece>
  sorts: ReadonlyMap<string, SortDePiece>
  /** Whether the demande is still examined. */
  ouverte: boolean
  rendue: AutreRendue | undefined
  /** Where the question that each document answers is found. */
  resume: readonly PartieDeResume[]
}

/** The documents of the demande, each with the question that it answers and what is known of its safety. */
export function Pieces(props: PiecesProps) {
  const { pieces, resume, sorts } = props
  const presentes = pieces.filter(({ id }) => !sorts.get(id)?.remplacee)
  const remplacees = pieces.filter(({ id }) => sorts.get(id)?.remplacee)
  const libelles = new Map(
    resume.flatMap(({ titre, lignes }) =>
      lignes.map(({ chemin, libelle }) => [chemin, nomme(libelle, titre)]),
    ),
  )
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">Documents</h2>
      {pieces.length === 0 ? (
        <p>Aucun document joint.</p>
      ) : (
        <Liste {...props} pieces={presentes} libelles={libelles} />
      )}
      {remplacees.length > 0 ? (
        <details>
          <summary>Documents remplacés par l’usager ({remplacees.length})</summary>
          <Liste {...props} pieces={remplacees} libelles={libelles} />
        </details>
      ) : null}
    </section>
  )
}

/** The part of the form says for whom (« Documents – Léa »). */
function nomme(libelle: string, titre: string): string {
  const [, pourQui] = / – (.+)$/.exec(titre) ?? []
  return pourQui ? `${libelle} – ${pourQui}` : libelle
}

function Liste(props: PiecesProps & { libelles: ReadonlyMap<string, string> }) {
  const { reference, pieces, apercus, libelles, sorts, ouverte, rendue } = props
  return (
    <ul class="fichiers">
      {pieces.map((piece) => (
        <li>
          <div class="piece-nom">
            {questionDe(piece, libelles)}
            <Nom piece={piece} />
            <br />
            <span class="doux">
              {piece.genre.toUpperCase()}, {tailleEnMots(piece.taille)}, reçu le {jourCourt(piece.recueLe)}
            </span>
            <JugerPiece
              reference={reference}
              piece={piece}
              sort={sorts.get(piece.id)}
              ouverte={ouverte}
              rendue={rendue}
            />
          </div>
          <EtatDePieceTag {...piece} />
          <PagesDePiece adresse={adresseDe(piece)} piece={piece} apercus={apercus.get(piece.id)} />
        </li>
      ))}
    </ul>
  )
}

function questionDe({ champ }: PieceVue, libelles: ReadonlyMap<string, string>) {
  const libelle = champ.startsWith('complement') ? 'En réponse à un complément' : libelles.get(champ)
  if (!libelle) return null
  return (
    <>
      <strong>{libelle}</strong>
      <br />
    </>
  )
}

const adresseDe = ({ id }: PieceVue): string => `/agents/pieces/${id}`

function Nom({ piece }: { piece: PieceVue }) {
  if (!mayOpenFile(piece)) return piece.nomFichier
  return (
    <a href={`${adresseDe(piece)}/contenu`} data-telecharge="">
      {piece.nomFichier}
    </a>
  )
}

function tailleEnMots(bytes: number): string {
  if (bytes < 1000) return `${bytes} octets`
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'ko'] : [bytes / 1_000_000, 'Mo']
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0${unit}`
}
