import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { Telephone } from '../../../ui/telephone.tsx'
import { type ActualiteEnLigne, ActualitesBloc } from '../../actualites/index.ts'
import { type DemarcheDuMoment, DemarcheListe } from '../../demarches/index.ts'

interface AccueilProps {
  collectivite: Collectivite
  demarches: readonly DemarcheDuMoment[]
  actualites: readonly ActualiteEnLigne[]
}

/** What the portal is for, what can be done now, what is new. */
export function AccueilPage({ collectivite, demarches, actualites }: AccueilProps) {
  const ouvertes = demarches.filter(({ campagne }) => campagne.etat === 'ouverte')
  const autres = demarches.filter(({ campagne }) => campagne.etat !== 'ouverte')
  return (
    <>
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
      <Recherche />
      {ouvertes.length > 0 ? (
        <>
          <h2>Ouvertes en ce moment</h2>
          <DemarcheListe demarches={ouvertes} />
        </>
      ) : null}
      {autres.length > 0 ? (
        <>
          <h2>{ouvertes.length > 0 ? 'Les autres démarches' : 'Les démarches'}</h2>
          <DemarcheListe demarches={autres} />
        </>
      ) : null}
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
      <Papier collectivite={collectivite} />
      <h2>Sans cookie dans les services</h2>
      <p>
        Aucun cookie, aucun suivi, aucun bandeau à fermer : les services ne gardent rien de vous que vous ne
        leur ayez donné. <a href="/cookies">Comment nous faisons</a>.
      </p>
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
    <>
      <h2>Vous préférez le papier ?</h2>
      <p>
        Chaque démarche a un formulaire à imprimer et une adresse où l’envoyer.{' '}
        <a href="/aide#papier">Faire sa démarche sur papier</a>, ou appelez le{' '}
        <Telephone numero={collectivite.telephone} />, {collectivite.horaires}.
      </p>
    </>
  )
}
