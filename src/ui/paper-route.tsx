import { AdressePostale } from './adresse-postale.tsx'
import { Icone } from './icone.tsx'
import { Telephone } from './telephone.tsx'

export interface PaperRouteProps {
  adressePostale: readonly string[]
  telephone: string
  horaires: string
  /** The blank form of a démarche, to print. */
  formulaire?: string | undefined
  consigne?: string | undefined
  /** Where the forms of all the démarches are found. */
  demarches?: string | undefined
  niveau?: 2 | 3
}

/** The other road: by post or by telephone. */
export function PaperRoute(props: PaperRouteProps) {
  const Titre = props.niveau === 3 ? 'h3' : 'h2'
  return (
    <aside class="papier">
      <Titre>
        <Icone nom="courrier" />
        Faire autrement : par courrier
      </Titre>
      <p>{props.consigne ?? 'La demande sur papier vaut la même chose que la demande en ligne.'}</p>
      {props.formulaire ? (
        <p>
          <a href={props.formulaire}>Formulaire à imprimer (PDF)</a>
        </p>
      ) : null}
      {props.demarches ? (
        <p>
          <a href={props.demarches}>Voir les démarches et leurs formulaires</a>
        </p>
      ) : null}
      <AdressePostale lignes={props.adressePostale} />
      <p>
        Une question ? <Telephone numero={props.telephone} />, {props.horaires}.
      </p>
    </aside>
  )
}
