import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { REGLAGES, type Reglages } from './reglages-des-cookies.ts'

/** Which cookies there are, what for, and how not to have them. */
export function CookiesPage({
  collectivite,
  publicOrigin,
}: {
  collectivite: Collectivite
  publicOrigin: string
}) {
  return (
    <>
      <h1>Cookies</h1>
      <p class="chapeau">
        Les services en ligne n’utilisent aucun cookie. Ce site en a trois petits, pour compter les pages
        publiques lues et pour un sondage. Aucun ne dit qui vous êtes. Il n’y a donc aucun bandeau à fermer.
      </p>
      <h2>Lesquels, et pourquoi</h2>
      <Cookies />
      <div class="texte">
        <p>
          Personne d’autre que {collectivite.nomAvecArticle} ne les lit, et aucun script non plus. Aucun
          service d’un tiers n’est appelé par nos pages, et il n’y a aucune publicité. Votre navigateur ne les
          envoie qu’à l’adresse écrite dans le tableau : ni votre espace, ni la connexion, ni aucune autre
          page ne les reçoit.
        </p>
        <p>
          Le site <a href={collectivite.site}>{new URL(collectivite.site).hostname}</a>, distinct, a ses
          propres règles.
        </p>
        <Services />
        <Mesure />
        <Refuser />
        <h2 id="navigateurs">Dans votre navigateur, pas à pas</h2>
        <p>
          L’adresse de ce site est <code>{publicOrigin}</code>. Refuser ou effacer ne change rien à nos
          services. Certains réglages valent pour tous les sites : d’autres pourraient alors vous déconnecter.
          Les mots des menus varient un peu d’une version à l’autre.
        </p>
        {REGLAGES.map((reglages) => (
          <Navigateur reglages={reglages} />
        ))}
      </div>
    </>
  )
}

const COOKIES = [
  {
    nom: 'visite',
    sert: 'Compter les visites de nos pages publiques. Il contient le jour où il a été fait et la demi-heure de la dernière page vue. Rien d’autre.',
    va: '/mesure',
    dure: '13 mois au plus. Revenir ne le prolonge pas.',
  },
  {
    nom: 'mesure',
    sert: 'Se souvenir que vous avez refusé d’être compté. Il n’existe que si vous avez refusé.',
    va: '/mesure',
    dure: '13 mois au plus.',
  },
  {
    nom: 'sondage',
    sert: 'Ne compter qu’une réponse de vous au sondage. Il contient le numéro du sondage, et n’existe que si vous avez répondu.',
    va: '/sondage',
    dure: '13 mois au plus.',
  },
] as const

function Cookies() {
  return (
    <table class="repliable">
      <caption class="sr">Les cookies de ce site</caption>
      <thead>
        <tr>
          <th scope="col">Nom</th>
          <th scope="col">À quoi il sert</th>
          <th scope="col">Où il va</th>
          <th scope="col">Combien de temps</th>
          <th scope="col">Qui le lit</th>
        </tr>
      </thead>
      <tbody>
        {COOKIES.map(({ nom, sert, va, dure }) => (
          <tr>
            <th scope="row" data-titre="Nom">
              {nom}
            </th>
            <td data-titre="Sert à">{sert}</td>
            <td data-titre="Va à">
              <code>{va}</code>
            </td>
            <td data-titre="Durée">{dure}</td>
            <td data-titre="Lu par">Nous seuls</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Services() {
  return (
    <>
      <h2 id="services">Comment restez-vous connecté sans cookie ?</h2>
      <p>
        Quand vous vous connectez, votre navigateur fabrique une clé qui ne peut pas sortir de votre appareil.
        Il s’en sert pour signer chacune de vos demandes : nous savons ainsi qu’elles viennent bien de vous.
        Cette clé vit dans l’onglet que vous avez ouvert. Les services n’écrivent rien d’autre sur votre
        appareil.
      </p>
      <p>
        Si votre navigateur refuse tous les cookies, les services marchent de la même façon. Nous le vérifions
        à chaque nouvelle version.
      </p>
    </>
  )
}

function Mesure() {
  return (
    <>
      <h2 id="mesure">Ce que nous mesurons</h2>
      <p>
        Quand une page publique s’affiche, votre navigateur nous dit quelle page, le nom du site d’où vous
        venez s’il y en a un, et le genre d’appareil : téléphone, tablette, ordinateur ou autre. Nous ajoutons
        un à des compteurs du jour. Nous ne gardons ni votre adresse sur le réseau, ni le nom de votre
        navigateur, ni aucun numéro qui vous désigne : ces comptes ne disent rien de personne.
      </p>
      <p>
        Ils servent à savoir quelles pages sont lues et à les améliorer, et à rien d’autre. Ils ne sont
        rapprochés d’aucune autre donnée, ne sont donnés à personne, et sont effacés au bout de 25 mois. C’est
        ce que la CNIL demande pour une mesure d’audience dispensée de consentement (délibérations n° 2020-091
        et n° 2020-092 du 17 septembre 2020).
      </p>
      <p>
        Ne sont jamais mesurés : votre espace, la connexion, l’ouverture d’un compte, les signalements, et
        tout ce que vous faites une fois connecté.
      </p>
    </>
  )
}

function Refuser() {
  return (
    <>
      <h2 id="refuser">Refuser</h2>
      <p>Trois façons, à tout moment, sans rien perdre :</p>
      <ul>
        <li>
          ici, d’un bouton ;
          <div class="actions">
            <form method="post" action="/mesure/choix">
              <button type="submit" class="ds-button" data-variant="secondary" name="choix" value="refuser">
                Ne plus me compter
              </button>
            </form>
            <form method="post" action="/mesure/choix">
              <button type="submit" class="ds-button" data-variant="secondary" name="choix" value="accepter">
                Accepter d’être compté
              </button>
            </form>
          </div>
          <a href="/mesure/choix">Voir ce que vous avez choisi</a>
        </li>
        <li>
          par le signal GPC (« Global Privacy Control »), pour tous les sites à la fois : nous ne mesurons pas
          un navigateur qui l’envoie. Firefox l’a dans ses réglages : ☰, « Paramètres », « Vie privée et
          sécurité », « Demander aux sites web de ne pas vendre ou partager mes données ». Brave et DuckDuckGo
          l’envoient d’eux-mêmes. Chrome, Edge et Safari n’ont pas ce réglage ; une extension peut l’ajouter ;
        </li>
        <li>
          en refusant les cookies dans votre navigateur, comme expliqué ci-dessous : vos visites ne sont plus
          comptées, seulement les pages vues, sans lien entre elles.
        </li>
      </ul>
      <p>Pour le sondage, il suffit de ne pas y répondre.</p>
    </>
  )
}

function Navigateur({ reglages }: { reglages: Reglages }) {
  const { id, navigateur, refuser, effacer } = reglages
  return (
    <details>
      <summary>
        <h3 id={id}>{navigateur}</h3>
      </summary>
      <p>Refuser les cookies :</p>
      <ol>
        {refuser.map((etape) => (
          <li>{etape}</li>
        ))}
      </ol>
      <p>Effacer ceux qui sont là :</p>
      <ol>
        {effacer.map((etape) => (
          <li>{etape}</li>
        ))}
      </ol>
    </details>
  )
}
