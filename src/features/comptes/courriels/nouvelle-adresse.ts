import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { TOKEN_PLACEHOLDER } from '../../../platform/mail/outbox.ts'
import type { CourrielDeps } from './alertes.ts'

/** To an address that nobody has proved to be theirs: it confirms, and opens or freezes nothing. */
export function nouvelleAdresse(deps: CourrielDeps) {
  return {
    modele: 'nouvelle-adresse',
    ...composeMail(
      {
        sujet: 'Confirmez votre nouvelle adresse électronique',
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte:
              'Vous avez demandé à utiliser cette adresse pour votre espace personnel. Confirmez-la dans les 24 heures.',
          },
          {
            type: 'bouton',
            libelle: 'Confirmer cette adresse',
            adresse: `${deps.publicOrigin}/adresse/confirmer#${TOKEN_PLACEHOLDER}`,
          },
          {
            type: 'paragraphe',
            texte: 'Vous n’avez rien demandé ? Ignorez ce message : rien ne change.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
