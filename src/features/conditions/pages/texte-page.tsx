import { longDate } from '../../../platform/legal-clock/paris.ts'
import { TexteRenduView } from '../../demarches/index.ts'
import { adresseDuTexte, GENERAL } from '../texte.ts'
import type { VersionLue, VersionResume } from '../version.query.ts'

export interface TextePageProps {
  version: VersionLue
  /** The last one first. */
  versions: readonly VersionResume[]
}

/** A text in one of its versions, what changed since the first one, and every version to read or compare. */
export function TextePage({ version, versions }: TextePageProps) {
  const { texte, numero } = version
  const enVigueur = versions[0]?.numero === numero
  const adresse = adresseDuTexte(texte)
  return (
    <div class="texte">
      {enVigueur ? null : (
        <div class="encadre" data-ton="attention">
          <p>
            Vous lisez une version ancienne. <a href={adresse}>Lire la version en vigueur</a>.
          </p>
        </div>
      )}
      <TexteRenduView
        texte={version.rendu}
        apresTitre={
          <>
            <p>
              Version {numero}. Date de la dernière modification :{' '}
              <time dateTime={version.publieeLe.toISOString()}>{longDate(version.publieeLe)}</time>.
              {enVigueur ? ' En vigueur depuis sa publication.' : null}{' '}
              <a href="#versions">Ce qui a changé</a>
            </p>
            <Primaute texte={texte} />
          </>
        }
      />
      <Versions texte={texte} numero={numero} versions={versions} />
    </div>
  )
}

function Primaute({ texte }: { texte: string }) {
  return texte === GENERAL ? (
    <p>
      Ces conditions valent pour toutes les démarches. Si les conditions particulières d’une démarche disent
      autre chose, ce sont les conditions particulières qui l’emportent.
    </p>
  ) : (
    <p>
      Ces conditions sont propres à <a href={`/services/${texte}`}>cette démarche</a>. Elles complètent les{' '}
      <a href="/conditions-generales">conditions générales</a> et l’emportent sur elles si les deux se
      contredisent.
    </p>
  )
}

function Versions({
  texte,
  numero,
  versions,
}: {
  texte: string
  numero: number
  versions: readonly VersionResume[]
}) {
  const adresse = adresseDuTexte(texte)
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">Les versions de ce texte</h2>
      <ul>
        {versions.map((version) => (
          <li>
            <a href={`${adresse}/versions/${version.numero}`}>Version {version.numero}</a>, publiée le{' '}
            {longDate(version.publieeLe)} : {version.changements || 'première version.'}
            {version.numero > 1 ? (
              <>
                {' '}
                <a href={`${adresse}/comparaison?de=${version.numero - 1}&a=${version.numero}`}>
                  Voir ce qui a changé<span class="sr"> dans la version {version.numero}</span>
                </a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {versions.length > 1 ? (
        <ChoixDeVersions texte={texte} de={Math.max(numero - 1, 1)} a={numero} versions={versions} />
      ) : null}
    </section>
  )
}

/** Any two versions, chosen and compared without script. */
export function ChoixDeVersions(props: {
  texte: string
  de: number
  a: number
  versions: readonly VersionResume[]
}) {
  const { texte, de, a, versions } = props
  const choix = (nom: string, libelle: string, choisi: number) => (
    <div>
      <label for={nom}>{libelle}</label>
      <select id={nom} name={nom}>
        {versions.map(({ numero, publieeLe }) => (
          <option value={numero} selected={numero === choisi}>
            Version {numero}, du {longDate(publieeLe)}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <form method="get" action={`${adresseDuTexte(texte)}/comparaison`} class="filtres versions">
      {choix('de', 'Comparer la', de)}
      {choix('a', 'avec la', a)}
      <button type="submit" class="ds-button" data-variant="secondary">
        Comparer
      </button>
    </form>
  )
}
