import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { VoiePapier } from './voie-papier.tsx'

/**
 * Shown when the base or the whole portal cannot be reached: written at build, it asks nothing of anybody.
 * @param formulaires titles and slugs of the démarches that have a blank form
 */
export function IndisponiblePage(props: {
  collectivite: Collectivite
  formulaires: readonly { slug: string; titre: string }[]
}) {
  const { collectivite, formulaires } = props
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Le service est momentanément indisponible</h1>
      <p class="chapeau">
        Ce n’est pas de votre fait. Vos brouillons enregistrés et les demandes dont vous avez l’accusé de
        réception sont bien gardés.
      </p>
      {/* What the navigator says over a page that is being filled in. */}
      <p data-breve hidden>
        Le service ne répond plus pour le moment. Ce que vous avez écrit est toujours dans cette page :
        gardez-la ouverte et réessayez dans quelques minutes.
      </p>
      <h2>Que faire ?</h2>
      <p>
        Attendez quelques minutes, puis rechargez cette page : le service revient de lui-même. Si vous
        remplissiez un formulaire, laissez l’onglet ouvert : vous pourrez envoyer la page de nouveau.
      </p>
      <h2>Reportez ou faites votre démarche par courrier</h2>
      <p>La demande sur papier vaut la même chose. À la date limite, le cachet de la poste fait foi.</p>
      <VoiePapier {...collectivite} formulaires={formulaires} />
      <h2>Et les délais ?</h2>
      <p>
        Si l’interruption couvre la dernière minute d’un délai, ou une demi-heure ou plus de son dernier jour,
        ce délai est prolongé jusqu’au premier jour ouvré qui suit le retour du service. Quand le service sera
        revenu, vous trouverez une attestation à la page « Disponibilité du service ».
      </p>
    </div>
  )
}
