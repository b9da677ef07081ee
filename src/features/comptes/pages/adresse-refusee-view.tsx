import { longDate } from '../../../platform/legal-clock/paris.ts'
import type { AdresseRefusee } from '../adresse-refusee.ts'

/** Said where a person arrives and where the address is shown. */
export function AdresseRefuseeView({ email, depuis }: AdresseRefusee) {
  return (
    <div class="encadre" data-ton="attention">
      <p>
        <strong>Nos messages n’arrivent plus à {email}</strong> (depuis le {longDate(depuis)}). Vérifiez
        l’adresse ou <a href="/espace/compte/adresse">changez-la</a>.
      </p>
    </div>
  )
}
