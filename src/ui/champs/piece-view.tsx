import type { ComponentChildren } from 'preact'
import type { GenrePiece } from '../../formulaire/definition.ts'
import { type RefusDePiece, refusEnMots } from '../../formulaire/refus-de-piece.ts'
import { messagesDe, type VueDeChampProps } from './cadre.tsx'

const GENRES = { pdf: 'PDF', jpeg: 'JPEG', png: 'PNG', heic: 'HEIC' } as const satisfies Record<
  GenrePiece,
  string
>
const ACCEPT = {
  pdf: 'application/pdf,.pdf',
  jpeg: 'image/jpeg,.jpg,.jpeg',
  png: 'image/png,.png',
  heic: 'image/heic,.heic',
} as const satisfies Record<GenrePiece, string>
const TOUS: readonly GenrePiece[] = ['pdf', 'jpeg', 'png', 'heic']
const acceptOf = (genres: readonly GenrePiece[]): string => genres.map((genre) => ACCEPT[genre]).join(',')

export function PieceView(props: VueDeChampProps) {
  const { champ, chemin, pieces } = props.vue
  if (champ.type !== 'piece') return null
  const genres = champ.genres ?? TOUS
  const messages = messagesDe(props, champ.id)
  // One that is refused leaves its place to the next.
  const plein = pieces.filter(({ refusee }) => !refusee).length >= (champ.maxFichiers ?? 1)
  return (
    <div class="champ" {...(messages.length > 0 ? { 'data-erreur': '' } : {})}>
      <Televersement
        id={champ.id}
        libelle={
          champ.libelle +
          (champ.requis === false
            ? ' (facultatif)'
            : champ.bloquante
              ? ''
              : ' (à donner maintenant ou plus tard)')
        }
        aide={`${champ.aide ? `${champ.aide} ` : ''}${genres.map((genre) => GENRES[genre]).join(', ')}, 10 Mo au plus.`}
        accept={acceptOf(genres)}
        messages={messages}
        adresse={`${props.adressePieces}/${chemin}`}
        retour={props.retour}
        plein={plein}
      />
      <PiecesARetirer pieces={pieces} suite={({ refusee }) => <Reception refusee={refusee} />} />
    </div>
  )
}

interface PiecesARetirerProps<P> {
  pieces: readonly P[]
  /** What is said of each, after its name. */
  suite: (piece: P) => ComponentChildren
}

/** Documents that are not sent yet, inside their form: each may be taken back. */
export function PiecesARetirer<P extends { id: string; nomFichier: string }>({
  pieces,
  suite,
}: PiecesARetirerProps<P>) {
  if (pieces.length === 0) return null
  return (
    <ul class="fichiers">
      {pieces.map((piece) => (
        <li>
          <span>
            {piece.nomFichier} {suite(piece)}
          </span>
          <button type="submit" class="lien" name="retirer-piece" value={piece.id}>
            Retirer<span class="sr"> {piece.nomFichier}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Whether a document counts, after its name. */
export function Reception({ refusee }: { refusee?: RefusDePiece | null | undefined }) {
  return refusee ? (
    <strong class="refusee">– {refusEnMots[refusee]}</strong>
  ) : (
    <span class="doux">– reçu</span>
  )
}

export interface TeleversementProps {
  id: string
  libelle: string
  aide: string
  /** Every kind that is taken when absent. */
  accept?: string
  messages: readonly string[]
  adresse: string
  retour: string
  plein: boolean
}

/** A file input that sends its file at once, in chunks, and says how far it is. */
export function Televersement(props: TeleversementProps) {
  const described = [`${props.id}-aide`, ...(props.messages.length > 0 ? [`${props.id}-erreur`] : [])].join(
    ' ',
  )
  return (
    <div data-televersement data-adresse={props.adresse} data-retour={props.retour}>
      <label for={props.id}>{props.libelle}</label>
      <p class="aide" id={`${props.id}-aide`}>
        {props.aide}
      </p>
      {props.messages.length > 0 ? (
        <p class="erreur" id={`${props.id}-erreur`}>
          {props.messages.join(' ')}
        </p>
      ) : null}
      {props.plein ? (
        <p id={props.id}>Document reçu. Retirez-le pour en mettre un autre.</p>
      ) : (
        <input
          type="file"
          id={props.id}
          accept={props.accept ?? acceptOf(TOUS)}
          aria-describedby={described}
        />
      )}
      <progress max="100" value="0" aria-label={`Envoi : ${props.libelle}`} hidden />
      <p class="erreur" role="alert" data-message hidden />
    </div>
  )
}
