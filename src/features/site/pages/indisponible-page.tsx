import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { telephoneLink } from './aide-page.tsx'

/**
 * The 503 page: shown when the base cannot be reached, so it asks nothing of it.
 * @param formulaires titles and slugs of the démarches that have a blank form (made in memory: it still downloads)
 */
export function IndisponiblePage(props: {
  collectivite: Collectivite
  formulaires: readonly { slug: string; titre: string }[]
}) {
  const { collectivite, formulaires } = props
  return (
    <div class="texte">
      <h1>Le service est momentanément indisponible</h1>
      <p class="chapeau">
        Ce n’est pas de votre fait. Ce dont nous avions accusé réception est bien gardé. Si vous étiez en
        train d’envoyer une page, elle n’a peut-être pas été enregistrée.
      </p>
      <h2>Que faire ?</h2>
      <p>
        Attendez quelques minutes, puis rechargez cette page : le service revient de lui-même. Si vous
        remplissiez un formulaire, laissez l’onglet ouvert, vous pourrez envoyer la page de nouveau.
      </p>
      <h2>C’est urgent ?</h2>
      <p>
        Envoyez votre demande par la poste : à la date limite, le cachet de la poste fait foi. Voici notre
        adresse :
      </p>
      <div class="encadre">
        <AdressePostale lignes={collectivite.adressePostale} />
      </div>
      {formulaires.length > 0 && (
        <ul>
          {formulaires.map(({ slug, titre }) => (
            <li>
              <a href={`/services/${slug}/formulaire.pdf`}>{titre} : formulaire à imprimer (PDF)</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        Nous répondons au <a href={telephoneLink(collectivite.telephone)}>{collectivite.telephone}</a>,{' '}
        {collectivite.horaires}.
      </p>
    </div>
  )
}
