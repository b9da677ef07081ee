import { longDate } from '../../../platform/legal-clock/paris.ts'
import { describedBy, Ligne, Messages } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary, idDe } from '../../../ui/error-summary.tsx'
import type { LettreAPoster, LettresVue } from '../lettres.query.ts'
import type { Erreurs } from '../saisie-de-decision.ts'

export interface LettresPageProps {
  vue: LettresVue
  titreDe: (slug: string) => string
  /** The letter after which this page starts; '' for the first one. */
  apres: string
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  /** Just noted. */
  fait: boolean
  rendu?: { cochees: readonly string[]; posteesLe: string; erreurs: Erreurs }
}

const isDecision = ({ rang }: LettreAPoster): boolean => rang !== null

/** The letters to print, sign and post: to whoever wrote on paper, or did not agree to be notified on line. */
export function LettresPage(props: LettresPageProps) {
  const { vue, apres, fait, rendu } = props
  const premiere = apres === ''
  const premiereDecision = vue.lettres.find(isDecision)
  return (
    <>
      <h1 tabIndex={-1}>Lettres à envoyer</h1>
      {fait ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>C’est noté : ces lettres sont parties.</p>
        </div>
      ) : null}
      <ErrorSummary
        erreurs={(rendu?.erreurs ?? []).map(({ champ, message }) => ({
          nom: champ === 'lettres' && premiereDecision ? `lettre.${premiereDecision.id}` : champ,
          message,
        }))}
      />
      <p class="chapeau">
        Ces personnes ont écrit sur papier, n’ont pas accepté de recevoir les décisions en ligne, ou leur
        adresse électronique ne marche plus. Imprimez en recto seul, signez et postez. Pour une décision,
        notez ensuite ici le jour du départ. Les autres lettres quittent la liste une fois imprimées.
      </p>
      {vue.lettres.length === 0 ? (
        <p>{premiere ? 'Aucune lettre à envoyer.' : 'Aucune autre lettre.'}</p>
      ) : (
        <Liste {...props} />
      )}
      {vue.suite ? (
        <p>
          <a href={`/agents/lettres?apres=${vue.suite}`}>Lettres suivantes</a>
        </p>
      ) : null}
      {premiere ? null : (
        <p>
          <a href="/agents/lettres">Revenir au début</a>
        </p>
      )}
    </>
  )
}

function Liste({ vue, apres, titreDe, today, rendu }: LettresPageProps) {
  const messages = (champ: string): string[] =>
    (rendu?.erreurs ?? []).flatMap((erreur) => (erreur.champ === champ ? [erreur.message] : []))
  const ids = vue.lettres.filter(({ remplacee }) => !remplacee).map(({ id }) => id)
  const nombre = ids.length
  return (
    <form method="post" action={`/agents/lettres?apres=${apres}`} noValidate>
      {nombre > 0 ? (
        <p>
          <a
            class="ds-button"
            href={`/agents/lettres/impression.pdf?lettres=${ids.join('.')}`}
            data-telecharge
          >
            {nombre === 1 ? 'Imprimer la lettre (PDF)' : `Imprimer les ${nombre} lettres de cette page (PDF)`}
          </a>
        </p>
      ) : null}
      <Messages nom="lettres" messages={messages('lettres')} />
      <table class="repliable file">
        <caption class="sr">Lettres à envoyer, les plus anciennes d’abord</caption>
        <thead>
          <tr>
            <th scope="col">Partie</th>
            <th scope="col">Demande</th>
            <th scope="col">À qui</th>
            <th scope="col">Du</th>
            <th scope="col">Lettre</th>
          </tr>
        </thead>
        <tbody>
          {vue.lettres.map((lettre) => (
            <Lettre
              lettre={lettre}
              titre={titreDe(lettre.demarche)}
              cochee={rendu ? rendu.cochees.includes(lettre.id) : !lettre.remplacee}
              messages={messages('lettres')}
            />
          ))}
        </tbody>
      </table>
      {vue.lettres.some(isDecision) ? (
        <Depart posteesLe={rendu?.posteesLe ?? today} messages={messages('posteesLe')} />
      ) : null}
    </form>
  )
}

function Depart({ posteesLe, messages }: { posteesLe: string; messages: readonly string[] }) {
  return (
    <div class="encadre">
      <Ligne
        nom="posteesLe"
        type="date"
        court
        libelle="Les lettres cochées sont parties le"
        valeur={posteesLe}
        messages={messages}
      />
      <div class="actions">
        <button type="submit" class="ds-button" data-variant="secondary">
          Noter qu’elles sont parties
        </button>
      </div>
    </div>
  )
}

interface LettreProps {
  lettre: LettreAPoster
  titre: string
  cochee: boolean
  messages: readonly string[]
}

function Lettre({ lettre, titre, cochee, messages }: LettreProps) {
  const { id, reference, rang, objet, nom, adresse, le, remplacee, anonyme } = lettre
  const demande = `/agents/demandes/${reference}`
  return (
    <tr>
      <td data-titre="Partie">
        {rang === null ? (
          <span class="doux">Notée à l’impression</span>
        ) : (
          <label>
            <input
              type="checkbox"
              id={idDe(`lettre.${id}`)}
              name="lettres"
              value={id}
              checked={cochee}
              aria-describedby={describedBy('lettres', undefined, [...messages])}
            />
            <span class="sr">La lettre de {reference} est partie</span>
          </label>
        )}
      </td>
      <td data-titre="Demande">
        <span>
          <a href={rang === null ? demande : `${demande}/decisions`}>{reference}</a>
          <br />
          {titre}
        </span>
      </td>
      <td data-titre="À qui">
        {nom}
        {adresse ? null : (
          <>
            <br />
            <strong>Adresse postale inconnue : complétez-la à la main.</strong>
          </>
        )}
      </td>
      <td data-titre="Du">{longDate(le)}</td>
      <td data-titre="Lettre">
        <span>
          {objet || 'Décision'}{' '}
          <a
            href={rang === null ? `/agents/lettres/${id}` : `${demande}/decisions/${rang}/lettre.pdf`}
            data-telecharge
          >
            PDF<span class="sr"> de la lettre {reference}</span>
          </a>
          {remplacee ? (
            <>
              <br />
              <strong>Corrigée ou retirée depuis : ne la postez pas.</strong>
            </>
          ) : null}
          {anonyme ? <OriginalASigner adresse={`${demande}/decisions/${rang}/decision.pdf`} /> : null}
        </span>
      </td>
    </tr>
  )
}

/** What is posted of an author who became a number is a copy: the original is signed first, and stays (CRPA L111-2, L212-1). */
function OriginalASigner({ adresse }: { adresse: string }) {
  return (
    <>
      <br />
      Son auteur est anonyme depuis. Avant de la poster, faites signer{' '}
      <a href={adresse} data-telecharge>
        l’original (PDF)
      </a>{' '}
      et gardez-le.
    </>
  )
}
