import { longDate } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import { adresseDuTexte, GENERAL } from '../texte.ts'
import type { VersionLue, VersionResume } from '../version.query.ts'

/** A text in force that the person has not answered, with what changed since the one they accepted. */
export function ALirePage(props: {
  version: VersionLue
  /** The version that the person accepted last. */
  acceptee: number | null
  /** The versions since then, the last one first. */
  depuis: readonly VersionResume[]
  retour: string
  demarche: string | undefined
  /** It changed again while the person was reading. */
  change: boolean
}) {
  const { version, acceptee, depuis, change } = props
  const { texte, numero } = version
  const adresse = adresseDuTexte(texte)
  return (
    <div class="texte">
      {change ? (
        <Alert ton="attention" role="alert" titre="Le texte vient de changer">
          <p>
            Une nouvelle version a été publiée pendant que vous lisiez. Rien n’a été enregistré : la voici.
          </p>
        </Alert>
      ) : null}
      <h1 tabIndex={-1}>{acceptee === null ? version.rendu.titre : 'Les conditions ont changé'}</h1>
      {acceptee === null ? (
        <p class="chapeau">Lisez ce texte avant de continuer. Vous êtes libre de l’accepter ou non.</p>
      ) : (
        <>
          <p class="chapeau">
            {version.rendu.titre} : une nouvelle version est en vigueur depuis le{' '}
            {longDate(version.publieeLe)}. Vous êtes libre de l’accepter ou non.
          </p>
          <h2>Ce qui change</h2>
          <ul>
            {depuis.map(({ numero: n, changements }) => (
              <li>
                {changements || 'Première version.'}
                {depuis.length > 1 ? <span class="doux"> (version {n})</span> : null}
              </li>
            ))}
          </ul>
          <p>
            <a href={`${adresse}/comparaison?de=${acceptee}&a=${numero}`} target="_blank" rel="noopener">
              Voir les changements mot à mot (nouvel onglet)
            </a>
          </p>
        </>
      )}
      <details>
        <summary>Lire le texte en entier (version {numero})</summary>
        {/* Made by renderMarkdown, which lets no tag of the source through. */}
        <div class="prose" dangerouslySetInnerHTML={{ __html: version.rendu.html }} />
      </details>
      <Reponse {...props} />
    </div>
  )
}

function Reponse({ version, retour, demarche }: Parameters<typeof ALirePage>[0]) {
  return (
    <form method="post" action="/espace/conditions">
      <input type="hidden" name="texte" value={version.texte} />
      <input type="hidden" name="numero" value={version.numero} />
      <input type="hidden" name="retour" value={retour} />
      {demarche ? <input type="hidden" name="demarche" value={demarche} /> : null}
      <h2>Votre réponse</h2>
      <p>
        {version.texte === GENERAL
          ? 'Si vous refusez, vous pourrez encore lire et copier ce qui est à vous, retirer une demande et fermer votre compte. Pour le reste, le courrier vous reste ouvert.'
          : 'Si vous refusez, vous ne pourrez plus faire cette démarche en ligne. Le courrier vous reste ouvert, et les demandes déjà envoyées suivent leur cours.'}
      </p>
      <div class="actions">
        <button type="submit" class="ds-button" name="reponse" value="accepter">
          J’accepte
        </button>
        <button type="submit" class="ds-button" data-variant="secondary" name="reponse" value="refuser">
          Je refuse
        </button>
      </div>
    </form>
  )
}

/** Nothing waits for an answer. */
export function AJourPage({ retour }: { retour: string }) {
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Vous avez répondu aux conditions en vigueur</h1>
      <p>
        <a href={retour}>Continuer</a>
      </p>
      <p>
        <a href="/conditions-generales">Relire les conditions générales</a>
      </p>
    </div>
  )
}
