import type { PartieDeResume } from '../../../formulaire/summary.ts'
import {
  Apercus,
  type ApercusDePiece,
  alertesEnMots,
  etatsDePiece,
  mayOpenFile,
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
          <Etat etat={piece.etat} />
          <Pages piece={piece} apercus={apercus.get(piece.id)} />
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

function Nom({ piece }: { piece: PieceVue }) {
  if (!mayOpenFile(piece)) return piece.nomFichier
  return (
    <a href={`/agents/pieces/${piece.id}/contenu`} data-telecharge="">
      {piece.nomFichier}
    </a>
  )
}

/** What is wrong with it, and its pages as images. */
function Pages({ piece, apercus }: { piece: PieceVue; apercus: ApercusDePiece | undefined }) {
  return (
    <>
      {piece.alertes.length > 0 ? (
        <p class="alerte-de-piece">
          Ce PDF contient {piece.alertes.map((alerte) => alertesEnMots[alerte]).join(', ')}. Regardez ses
          pages ici : le fichier lui-même ne s’ouvre pas.
        </p>
      ) : null}
      {apercus ? (
        <details class="pages-de-piece">
          <summary>
            {apercus.pages > 1 ? `Voir les ${apercus.pages} pages` : 'Voir la page'}
            <span class="sr"> de {piece.nomFichier}</span>
          </summary>
          <Apercus pieceId={piece.id} nomFichier={piece.nomFichier} apercus={apercus} />
        </details>
      ) : null}
    </>
  )
}

const COULEURS = {
  recue: 'neutral',
  quarantaine: 'neutral',
  saine: 'success',
  liberee: 'success',
  non_analysee: 'warning',
  infectee: 'danger',
  ecartee: 'danger',
} as const satisfies Record<PieceVue['etat'], string>

function Etat({ etat }: { etat: PieceVue['etat'] }) {
  return (
    <span class="ds-tag" data-color={COULEURS[etat]}>
      {etatsDePiece[etat]}
    </span>
  )
}

function tailleEnMots(bytes: number): string {
  if (bytes < 1000) return `${bytes} octets`
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'ko'] : [bytes / 1_000_000, 'Mo']
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0${unit}`
}
