import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { TOKEN_PLACEHOLDER } from '../../../platform/mail/outbox.ts'
import type { CourrielDeps } from './alertes.ts'

/**
 * The link that opens the account. Nothing that was typed stands in it: whoever asked may not be whoever reads. Its
 * token stands in the fragment: no server log, no Referer sees it.
 */
export function lienDeConfirmation(deps: CourrielDeps) {
  return {
    modele: 'lien-de-confirmation',
    ...composeMail(
      {
        sujet: 'Confirmez votre adresse électronique',
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte:
              'Vous avez demandé à ouvrir un espace personnel. Il reste une étape : confirmer que cette adresse est bien la vôtre. Votre mot de passe vous sera demandé.',
          },
          {
            type: 'bouton',
            libelle: 'Confirmer mon adresse',
            adresse: `${deps.publicOrigin}/inscription/confirmer#${TOKEN_PLACEHOLDER}`,
          },
          {
            type: 'paragraphe',
            texte:
              'Ce lien est valable 24 heures. Passé ce délai, recommencez l’inscription : rien n’est perdu, cela prend deux minutes.',
          },
          {
            type: 'paragraphe',
            texte: 'Vous n’avez rien demandé ? Ignorez ce message : aucun compte ne sera ouvert.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
