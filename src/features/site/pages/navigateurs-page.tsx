import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'

export interface NavigateurQualifie {
  nom: string
  /** Lowest version that has everything the service needs. */
  aPartirDe: string
}

export function NavigateursPage(props: {
  collectivite: Collectivite
  navigateurs: readonly NavigateurQualifie[]
}) {
  const { collectivite, navigateurs } = props
  return (
    <div class="texte">
      <h1>Navigateurs</h1>
      <p class="chapeau">
        {collectivite.portail} marche avec les navigateurs récents, sur ordinateur, tablette et téléphone.
      </p>
      <h2>Navigateurs qualifiés</h2>
      <ul>
        {navigateurs.map(({ nom, aPartirDe }) => (
          <li>
            {nom}, à partir de la version {aPartirDe}
          </li>
        ))}
      </ul>
      <p>
        Pour votre sécurité, gardez votre navigateur à jour. JavaScript doit être activé pour se connecter ;
        les pages publiques, dont celle-ci, s’en passent.
      </p>
      <h2>Internet Explorer</h2>
      <p>
        Internet Explorer ne sait pas signer les demandes comme notre sécurité le veut : il ne permet pas de
        se connecter. Prenez un autre navigateur, ou le formulaire papier de votre démarche dans la{' '}
        <a href="/services">liste des démarches</a>.
      </p>
      <h2>Sans navigateur récent</h2>
      <p>
        Vous pouvez faire toutes vos démarches par la poste, et nous appeler au {collectivite.telephone},{' '}
        {collectivite.horaires}. <a href="/aide">Voir comment être aidé</a>.
      </p>
    </div>
  )
}
