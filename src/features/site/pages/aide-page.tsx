import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import type { DemarchePubliee } from '../../demarches/index.ts'

export function AidePage(props: { collectivite: Collectivite; demarches: readonly DemarchePubliee[] }) {
  const { collectivite, demarches } = props
  return (
    <div class="texte">
      <h1>Aide et contacts</h1>
      <h2>Nous appeler</h2>
      <p>
        <a href={telephoneLink(collectivite.telephone)}>{collectivite.telephone}</a>, {collectivite.horaires}.
        Si vous avez déjà déposé une demande, gardez sa référence sous les yeux.
      </p>
      <h2>Nous écrire</h2>
      <p>
        Par courriel : <a href={`mailto:${collectivite.courriel}`}>{collectivite.courriel}</a>
      </p>
      <p>Par la poste :</p>
      <AdressePostale lignes={collectivite.adressePostale} />
      <h2 id="papier">Faire sa démarche sur papier</h2>
      <p>
        Chaque démarche a un formulaire à imprimer, à remplir à la main et à nous envoyer avec des
        photocopies. Il vaut la même chose que la demande en ligne.
      </p>
      <ul>
        {demarches.map(({ demarche, formulaire }) => (
          <li>
            <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
            {formulaire ? (
              <>
                {' : '}
                <a href={`/services/${demarche.slug}/formulaire.pdf`}>formulaire à imprimer (PDF)</a>
              </>
            ) : (
              ' : bientôt en ligne'
            )}
          </li>
        ))}
      </ul>
      <h2>Être aidé en personne</h2>
      <p>
        Dans un espace <a href="https://www.france-services.gouv.fr/">France services</a>, une conseillère ou
        un conseiller peut faire la démarche en ligne avec vous, gratuitement.
      </p>
      <h2>Questions fréquentes</h2>
      <h3>Je n’ai pas reçu le courriel attendu</h3>
      <p>
        Regardez dans vos courriers indésirables. Nos messages partent de{' '}
        <strong>{collectivite.expediteur.adresse}</strong>.
      </p>
      <h3>Ma connexion est bloquée</h3>
      <p>
        Après plusieurs essais manqués, la connexion est bloquée pour un temps, pour protéger votre compte.
        L’écran dit jusqu’à quelle heure, et un message vous donne un lien pour la débloquer tout de suite.
      </p>
      <h3>J’ai oublié mon mot de passe</h3>
      <p>
        <a href="/mot-de-passe-oublie">Choisissez-en un autre</a> : un lien part à votre adresse, valable 30
        minutes.
      </p>
      <h3>Quelqu’un utilise mon espace sans mon accord</h3>
      <p>
        <a href="/signaler">Signalez-le tout de suite</a>. Depuis votre compte, ou par le lien « Ce n’était
        pas moi » de nos messages, votre espace est bloqué aussitôt.
      </p>
      <h3>Je n’ai plus mon téléphone pour la deuxième étape</h3>
      <p>
        Utilisez un de vos codes de secours. Vous ne les avez plus ? Appelez-nous : après avoir vérifié qui
        vous êtes, un agent retirera la deuxième étape.
      </p>
      <h3>J’ai fait une erreur dans ma demande</h3>
      <p>Dites-le-nous, par téléphone ou par écrit : vous avez le droit de vous tromper et de corriger.</p>
    </div>
  )
}

/** `tel:` address of a French number as people write it. */
export function telephoneLink(telephone: string): string {
  return `tel:${telephone.replace(/[^\d+]/g, '')}`
}
