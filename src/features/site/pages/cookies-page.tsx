import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'

export function CookiesPage({ collectivite }: { collectivite: Collectivite }) {
  return (
    <div class="texte">
      <h1>Aucun cookie</h1>
      <p class="chapeau">
        {collectivite.portail} n’utilise aucun cookie. Il n’y a donc rien à accepter, rien à refuser, et aucun
        bandeau à fermer.
      </p>
      <h2>Comment restez-vous connecté ?</h2>
      <p>
        Quand vous vous connectez, votre navigateur fabrique une clé qui ne peut pas sortir de votre appareil.
        Il s’en sert pour signer chacune de vos demandes : nous savons ainsi qu’elles viennent bien de vous.
        Cette clé vit dans l’onglet que vous avez ouvert. Nous n’écrivons rien d’autre sur votre appareil.
      </p>
      <h2>Et si mon navigateur refuse les cookies ?</h2>
      <p>Tout marche de la même façon. Nous le vérifions à chaque nouvelle version du service.</p>
      <h2>Mesurez-vous l’audience ?</h2>
      <p>
        Pas ici : aucune mesure d’audience, aucune publicité, aucun service d’un tiers n’est appelé par ces
        pages. Le site <a href={collectivite.site}>{siteName(collectivite.site)}</a>, qui est distinct, a ses
        propres règles. S’il dépose des cookies, ils servent à mesurer son audience et au sondage de sa page
        d’accueil, et jamais dans les services en ligne.
      </p>
      <h2>Désactiver ou supprimer les cookies</h2>
      <p>
        Vous pouvez le faire à tout moment dans les réglages de votre navigateur, souvent à la rubrique
        « Confidentialité ». Son aide indique le chemin exact.
      </p>
    </div>
  )
}

const siteName = (address: string) => new URL(address).hostname
