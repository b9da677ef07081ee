import { composeMail } from '../../../platform/mail/compose-mail.ts'
import type { CourrielDeps } from './alertes.ts'

/** The last mail of an account. */
export function compteEfface(deps: CourrielDeps) {
  return {
    modele: 'compte-efface',
    ...composeMail(
      {
        sujet: 'Votre espace est effacé',
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte:
              'Comme vous l’avez demandé, votre espace personnel est effacé : votre mot de passe, vos informations, vos brouillons et les documents de « Mes documents » n’existent plus.',
          },
          {
            type: 'paragraphe',
            texte:
              'Les demandes déjà décidées restent dans les archives du service, le temps que la loi impose. C’est notre dernier message.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
