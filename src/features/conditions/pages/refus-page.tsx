import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { PaperRoute } from '../../../ui/paper-route.tsx'

/** What remains to somebody who refused the general terms: what is theirs, the ways out, the paper route. */
export function RefusPage(props: {
  collectivite: Collectivite
  formulaires: readonly { slug: string; titre: string }[]
}) {
  const { collectivite, formulaires } = props
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Vous avez refusé les conditions générales</h1>
      <p class="chapeau">
        C’est votre droit. Rien n’est effacé, et vos demandes déjà envoyées suivent leur cours.
      </p>
      <h2>Ce que vous pouvez faire ici</h2>
      <ul>
        <li>
          <a href="/espace/demandes">Lire vos demandes</a>, leurs documents et leurs réponses, ou retirer une
          demande
        </li>
        <li>
          <a href="/espace/compte/donnees">Télécharger une copie de toutes vos données</a>
        </li>
        <li>
          <a href="/espace/compte/cloture">Fermer votre compte</a>
        </li>
        <li>
          <a href="/espace/conditions">Relire les conditions</a> et les accepter : tout redevient comme avant
        </li>
      </ul>
      <h2>Vos formulaires à imprimer</h2>
      <ul>
        {formulaires.map(({ slug, titre }) => (
          <li>
            <a href={`/services/${slug}/formulaire.pdf`}>{titre} (PDF)</a>
          </li>
        ))}
      </ul>
      <PaperRoute
        adressePostale={collectivite.adressePostale}
        telephone={collectivite.telephone}
        horaires={collectivite.horaires}
      />
    </div>
  )
}
