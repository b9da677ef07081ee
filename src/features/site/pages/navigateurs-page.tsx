import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { Telephone } from '../../../ui/telephone.tsx'

export interface NavigateurQualifie {
  nom: string
  /** Lowest version that has everything the service needs. */
  aPartirDe: string
  /** The browser of that family that our tests drive; undefined when none does. */
  essaye: string | undefined
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
        {navigateurs.map(({ nom, aPartirDe, essaye }) => (
          <li>
            {nom}, à partir de la version {aPartirDe}
            {essaye
              ? ` : nos essais passent par ${essaye} à chaque version du service.`
              : ' : le service est fait pour lui, mais nos essais automatiques ne l’utilisent pas.'}
          </li>
        ))}
      </ul>
      <p>
        Pour votre sécurité, gardez votre navigateur à jour. JavaScript doit être activé pour se connecter ;
        les pages publiques, dont celle-ci, s’en passent.
      </p>
      <h2>Votre navigateur est plus ancien ?</h2>
      <p>
        Rien ne vous empêche d’entrer : un message vous prévient, et le service marche souvent quand même. Si
        une page se comporte mal, prenez un navigateur de la liste.
      </p>
      <h2>Internet Explorer et les navigateurs très anciens</h2>
      <p>
        Pour vous connecter sans cookie, votre navigateur signe chacune de vos demandes. Internet Explorer et
        les navigateurs de cette époque n’en sont pas capables (il leur manque WebCrypto) : ils ne permettent
        pas de se connecter. Prenez un autre navigateur, ou le formulaire papier de votre démarche dans la{' '}
        <a href="/services">liste des démarches</a>.
      </p>
      <h2>Sans navigateur récent</h2>
      <p>
        Vous pouvez faire toutes vos démarches <a href="/aide#papier">par la poste</a>, et nous appeler au{' '}
        <Telephone numero={collectivite.telephone} />, {collectivite.horaires}.{' '}
        <a href="/aide">Voir comment être aidé</a>.
      </p>
    </div>
  )
}
