import type { ComponentChildren } from 'preact'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { Telephone } from '../../../ui/telephone.tsx'
import { type ActualiteEnListe, ActualitesBloc } from '../../actualites/index.ts'
import { type DemarcheDuMoment, DemarcheListe } from '../../demarches/index.ts'

interface AccueilProps {
  collectivite: Collectivite
  /** The whole portal; the banner of every page says until when. */
  enMaintenance: boolean
  demarches: readonly DemarcheDuMoment[]
  actualites: readonly ActualiteEnListe[]
  sondage: ComponentChildren
}

/** What the portal is for, what can be done now, what is new. */
export function AccueilPage(props: AccueilProps) {
  const { collectivite, enMaintenance, demarches, actualites, sondage } = props
  // Those that can be done now come first, each in its order.
  const ouverte = ({ campagne }: DemarcheDuMoment): boolean => campagne.etat === 'ouverte'
  const rangees = [...demarches.filter(ouverte), ...demarches.filter((one) => !ouverte(one))]
  return (
    <>
      <div class="accroche">
        <h1>Vos démarches avec {collectivite.nomAvecArticle}, au même endroit</h1>
        <p class="chapeau">
          Faites votre demande en ligne, joignez vos documents, suivez-la jusqu’à la réponse. C’est gratuit.
        </p>
        <div class="actions">
          <a class="ds-button" href="/connexion">
            Me connecter
          </a>
          <a class="ds-button" data-variant="secondary" href="/inscription">
            Ouvrir un compte
          </a>
        </div>
      </div>
      <p class="etat-du-service" {...(enMaintenance ? { 'data-ton': 'attention' } : {})}>
        {enMaintenance ? 'Maintenance en cours.' : 'Le service fonctionne.'}{' '}
        <a href="/disponibilite">Disponibilité du service</a>
      </p>
      <h2>Les démarches</h2>
      <Recherche />
      <DemarcheListe demarches={rangees} />
      <p>
        <a href="/services">Toutes les démarches</a>
      </p>
      {actualites.length > 0 ? (
        <>
          <h2>Actualités</h2>
          <ActualitesBloc actualites={actualites} />
          <p>
            <a href="/actualites">Toutes les actualités</a>
          </p>
        </>
      ) : null}
      {sondage}
      <div class="cote-a-cote accueil-pied">
        <Papier collectivite={collectivite} />
        <section>
          <h2>Sans cookie dans les services</h2>
          <p>
            Les services en ligne n’utilisent aucun cookie. Ce que nous gardons de vous, et pourquoi, est
            écrit à la page <a href="/donnees-personnelles">Données personnelles</a>. Les pages publiques sont
            comptées sans savoir qui les lit, et vous pouvez refuser.{' '}
            <a href="/cookies">Comment nous faisons</a>.
          </p>
        </section>
      </div>
    </>
  )
}

function Recherche() {
  return (
    <search>
      <form method="get" action="/services" class="filtres">
        <div>
          <label for="q">Chercher une démarche</label>
          <input id="q" name="q" type="search" maxLength={100} />
        </div>
        <button type="submit" class="ds-button" data-variant="secondary">
          Chercher
        </button>
      </form>
    </search>
  )
}

function Papier({ collectivite }: { collectivite: Collectivite }) {
  return (
    <section>
      <h2>Vous préférez le papier ?</h2>
      <p>
        Chaque démarche a un formulaire à imprimer et une adresse où l’envoyer.{' '}
        <a href="/aide#papier">Faire sa démarche sur papier</a>, ou appelez le{' '}
        <Telephone numero={collectivite.telephone} />, {collectivite.horaires}.
      </p>
    </section>
  )
}
