import { longDay } from '../../../platform/legal-clock/paris.ts'
import { PiecesARetirer, Reception, Televersement } from '../../../ui/champs/piece-view.tsx'
import { DocumentsDuChamp, type Offre } from '../../documents/index.ts'
import type { PieceVue, SortDePiece } from '../../pieces/index.ts'
import {
  attendBloquant,
  attendus,
  champDElement,
  documentsAttendus,
  type ElementVue,
  nomDeReponse,
} from '../complement.ts'
import type { ComplementVue } from '../demande.query.ts'
import { APRES_LA_DATE, effetEnMots } from '../effet-du-complement.ts'
import { piecesDElements } from '../pieces-d-elements.ts'
import { ElementsRepondus } from './elements-repondus.tsx'

/** What the form brings back when it could not be sent. */
export interface SaisieDeComplement {
  textes: ReadonlyMap<number, string>
  erreur?: string
}

interface Props {
  complement: ComplementVue
  reference: string
  /** Documents that wait to be sent. */
  pieces: readonly PieceVue[]
  /** Documents that the service has. */
  envoyees: readonly PieceVue[]
  sorts: ReadonlyMap<string, SortDePiece>
  /** What the person keeps, to use it again. */
  offres: readonly Offre[]
  saisie: SaisieDeComplement
  /** Months of silence. */
  mois: number
  /** Whether silence has decided already. */
  nee: boolean
  /** Once something was granted: what still waits for it counts from the day that it comes (CRPA L114-5-1). */
  accordee: 'acceptee' | 'acceptee_partiellement' | null
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}

/** What is asked, each thing with its own documents or words, and two ways to send: all, or what is ready. */
export function ComplementARemplir(props: Props) {
  const { complement, reference, saisie, envoyees, sorts, accordee } = props
  const { elements } = complement
  const attendu = accordee ? documentsAttendus(elements).length > 0 : attendBloquant(elements)
  const reste = attendus(elements)
  const enPartie = reste.length > 1 && attendBloquant(elements)
  const recus = elements.filter(({ recu }) => recu)
  return (
    <section class="encadre" data-ton={attendu ? 'attention' : 'info'}>
      <h2>{attendu ? 'Ce qu’il faut compléter' : 'Ce que vous pouvez ajouter'}</h2>
      {accordee ? <p>{accordEnMots(accordee, elements)}</p> : <Delai {...props} />}
      {complement.message ? <p class="motivation">{complement.message}</p> : null}
      {saisie.erreur ? (
        <p class="erreur" id="complement-erreur" role="alert" tabIndex={-1} data-erreurs>
          {saisie.erreur}
        </p>
      ) : null}
      <form method="post" action={`/espace/demandes/${reference}/complement`}>
        <input type="hidden" name="complement" value={complement.id} />
        {reste.map((element) => (
          <Element element={element} {...props} />
        ))}
        <div class="actions">
          <button type="submit" class="ds-button">
            Envoyer ma réponse
          </button>
          {enPartie ? (
            <button type="submit" class="ds-button" data-variant="secondary" name="partie" value="oui">
              Envoyer une partie
            </button>
          ) : null}
        </div>
        {enPartie ? (
          <p class="aide">
            «&#160;Envoyer une partie&#160;» envoie ce qui est prêt. Le reste sera toujours demandé ici.
          </p>
        ) : null}
      </form>
      {recus.length > 0 ? (
        <>
          <h3>Déjà reçu</h3>
          <ElementsRepondus elements={recus} pieces={piecesDElements(complement, envoyees)} sorts={sorts} />
        </>
      ) : null}
      {accordee ? null : (
        <>
          <h3>Ce que cela change pour nos délais</h3>
          <p>{suiteEnMots(props)}</p>
        </>
      )}
    </section>
  )
}

function accordEnMots(accordee: NonNullable<Props['accordee']>, elements: ComplementVue['elements']): string {
  const debut = `Votre demande est acceptée${accordee === 'acceptee' ? '' : ' en partie'}.`
  const documents = documentsAttendus(elements).length
  if (documents === 0) return `${debut} Ce que vous ajoutez est joint à votre demande, et n’y change rien.`
  return documents === 1
    ? `${debut} Ce qui est accordé prendra effet le jour où nous aurons reçu ce document : envoyez-le dès que possible.`
    : `${debut} Ce qui est accordé prendra effet le jour où nous aurons reçu le dernier de ces documents : envoyez-les dès que possible.`
}

function Delai(props: Props) {
  const { complement, today } = props
  const { echeance } = complement
  const passe = today > echeance
  return (
    <>
      <p>
        {passe ? 'La date limite du ' : 'Jusqu’au '}
        <strong>{longDay(echeance)}</strong>
        {passe
          ? ' est passée. Répondez quand même dès que possible\u00a0: tant que la décision n’est pas prise, nous garderons votre réponse.'
          : ' inclus.'}
      </p>{' '}
      {passe ? null : <p>{APRES_LA_DATE}</p>}
    </>
  )
}

function suiteEnMots({ complement, mois, nee, today }: Props): string {
  const { effet, echeance, elements } = complement
  if (effet !== 'aucun' && !attendBloquant(elements))
    return 'L’examen de votre demande continue sans attendre. Tout ce qui est indispensable est reçu.'
  if (effet === 'suspend' && today > echeance)
    return 'Le délai de réponse a repris le lendemain de cette date.'
  const mots = effetEnMots({ effet, nee, mois, echeance })
  return attendBloquant(elements) ? mots : `L’examen de votre demande continue sans attendre. ${mots}`
}

function Element(props: Props & { element: ElementVue }) {
  const { element, complement, reference, pieces, offres, today } = props
  const { rang, libelle, nature, bloquant } = element
  const siennes = pieces.filter(({ champ }) => champ === champDElement(rang))
  return (
    <fieldset class="element">
      <legend>
        {libelle} {bloquant || props.accordee ? null : <span class="doux">(utile, pas indispensable)</span>}
      </legend>
      {nature === 'document' ? (
        <Televersement
          id={`document-${rang}`}
          libelle="Ajouter un document"
          aide="PDF, JPEG, PNG, HEIC, 10 Mo au plus."
          messages={[]}
          adresse={`/espace/complements/${complement.id}/pieces/${rang}`}
          retour={`/espace/demandes/${reference}`}
          plein={false}
        />
      ) : null}
      <PiecesARetirer
        pieces={siennes}
        suite={({ refusee }) => (refusee ? <Reception refusee={refusee} /> : '– prêt à partir')}
      />
      {nature === 'document' ? (
        <DocumentsDuChamp
          offres={offres}
          place={{ pieces: siennes, plein: false }}
          champ={String(rang)}
          aujourdhui={today}
        />
      ) : null}
      <Texte {...props} />
    </fieldset>
  )
}

function Texte({
  element: { rang, nature },
  complement: { elements },
  saisie,
}: Props & { element: ElementVue }) {
  const nom = nomDeReponse(rang, elements.length)
  const id = nom.replace('.', '-')
  return (
    <div class="champ">
      <label for={id}>
        {nature === 'document' ? 'Ou dites-nous pourquoi vous ne l’avez pas' : 'Votre réponse'}
      </label>
      <textarea
        id={id}
        name={nom}
        rows={nature === 'document' ? 2 : 4}
        aria-describedby={saisie.erreur ? 'complement-erreur' : undefined}
        value={saisie.textes.get(rang) ?? ''}
      />
    </div>
  )
}
