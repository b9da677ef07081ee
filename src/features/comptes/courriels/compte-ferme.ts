import { longDate } from '../../../platform/legal-clock/paris.ts'
import { TOKEN_PLACEHOLDER } from '../../../platform/mail/outbox.ts'
import { type CourrielDeps, courrielDAlerte } from './alertes.ts'

/** The account is closed; thirty days to change one's mind. @param effaceLe the moment of the erasure */
export function compteFerme(deps: CourrielDeps, effaceLe: Date) {
  return courrielDAlerte(deps, 'compte-ferme', 'Votre espace est fermé', [
    {
      type: 'paragraphe',
      texte: `Vous avez fermé votre espace. Il sera effacé le ${longDate(effaceLe)}. Jusque-là, vous pouvez changer d’avis :`,
    },
    {
      type: 'bouton',
      libelle: 'Garder mon espace',
      adresse: `${deps.publicOrigin}/compte/garder#${TOKEN_PLACEHOLDER}`,
    },
    {
      type: 'paragraphe',
      texte:
        'Les demandes déjà décidées restent dans les archives du service, le temps que la loi impose. Enregistrez avant cette date les documents que vous voulez garder.',
    },
  ])
}
