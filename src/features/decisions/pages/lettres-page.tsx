import { longDate } from '../../../platform/legal-clock/paris.ts'
import { Case, describedBy, Ligne, Messages } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary, idDe } from '../../../ui/error-summary.tsx'
import type { LettresVue } from '../lettres.query.ts'
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

/** The letters to print, sign and post: whoever did not agree to be notified on line. */
export function LettresPage(props: LettresPageProps) {
  const { vue, apres, fait, rendu } = props
  const premiere = apres === ''
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
          nom: champ === 'lettres' && vue.lettres[0] ? `lettre.${vue.lettres[0].decisionId}` : champ,
          message,
        }))}
      />
      <p class="chapeau">
        Ces personnes n’ont pas accepté de recevoir les décisions en ligne, ou leur adresse électronique ne
        marche plus. Imprimez en recto seul, signez, postez, puis notez ici le jour du départ.
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
  const ids = vue.lettres.map(({ decisionId }) => decisionId)
  const nombre = vue.lettres.length
  return (
    <form method="post" action={`/agents/lettres?apres=${apres}`} noValidate>
      <p>
        <a class="ds-button" href={`/agents/lettres/impression.pdf?lettres=${ids.join('.')}`} data-telecharge>
          {nombre === 1 ? 'Imprimer la lettre (PDF)' : `Imprimer les ${nombre} lettres de cette page (PDF)`}
        </a>
      </p>
      <Messages nom="lettres" messages={messages('lettres')} />
      <table class="repliable">
        <caption class="sr">Lettres à envoyer, les plus anciennes d’abord</caption>
        <thead>
          <tr>
            <th scope="col">Partie</th>
            <th scope="col">Demande</th>
            <th scope="col">À qui</th>
            <th scope="col">Décision du</th>
            <th scope="col">Lettre</th>
          </tr>
        </thead>
        <tbody>
          {vue.lettres.map((lettre) => (
            <tr>
              <td data-titre="Partie">
                <Case
                  type="checkbox"
                  id={idDe(`lettre.${lettre.decisionId}`)}
                  nom="lettres"
                  valeur={lettre.decisionId}
                  libelle="Partie"
                  aide={lettre.reference}
                  cochee={rendu ? rendu.cochees.includes(lettre.decisionId) : true}
                  decritPar={describedBy('lettres', undefined, messages('lettres'))}
                />
              </td>
              <td data-titre="Demande">
                <span>
                  <a href={`/agents/demandes/${lettre.reference}/decisions`}>{lettre.reference}</a>
                  <br />
                  {titreDe(lettre.demarche)}
                </span>
              </td>
              <td data-titre="À qui">
                {lettre.nom}
                {lettre.adresse ? null : (
                  <>
                    <br />
                    <strong>Adresse postale inconnue : complétez-la à la main.</strong>
                  </>
                )}
              </td>
              <td data-titre="Décision du">{longDate(lettre.priseLe)}</td>
              <td data-titre="Lettre">
                <a
                  href={`/agents/demandes/${lettre.reference}/decisions/${lettre.rang}/lettre.pdf`}
                  data-telecharge
                >
                  PDF<span class="sr"> de la lettre {lettre.reference}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="encadre">
        <Ligne
          nom="posteesLe"
          type="date"
          court
          libelle="Les lettres cochées sont parties le"
          valeur={rendu?.posteesLe ?? today}
          messages={messages('posteesLe')}
        />
        <div class="actions">
          <button type="submit" class="ds-button" data-variant="secondary">
            Noter qu’elles sont parties
          </button>
        </div>
      </div>
    </form>
  )
}
