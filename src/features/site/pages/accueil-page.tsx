import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { DemarcheListe, type DemarchePubliee, etatCampagne } from '../../demarches/index.ts'

export function AccueilPage(props: {
  collectivite: Collectivite
  demarches: readonly DemarchePubliee[]
  now: Date
}) {
  const { collectivite, demarches, now } = props
  const open = demarches.filter(({ demarche }) => etatCampagne(demarche.ouverture, now).etat === 'ouverte')
  const others = demarches.filter((one) => !open.includes(one))
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
      <h2>Les démarches</h2>
      <DemarcheListe demarches={[...open, ...others]} now={now} />
      <p>
        <a href="/services">Toutes les démarches</a>
      </p>
      <h2>Vous préférez le papier ?</h2>
      <p>
        Chaque démarche a un formulaire à imprimer et une adresse où l’envoyer.{' '}
        <a href="/aide#papier">Faire sa démarche sur papier</a>, ou appelez le {collectivite.telephone},{' '}
        {collectivite.horaires}.
      </p>
      <h2>Sans cookie</h2>
      <p>
        Aucun cookie, aucun suivi, aucun bandeau à fermer : ces pages ne gardent rien de vous que vous ne leur
        ayez donné. <a href="/cookies">Comment nous faisons</a>.
      </p>
    </>
  )
}
