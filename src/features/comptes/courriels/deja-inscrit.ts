import { composeMail } from '../../../platform/mail/compose-mail.ts'
import type { CourrielDeps } from './alertes.ts'

/** A sign-up on an address that has its account: said by mail, where only its holder reads it. */
export function dejaInscrit(deps: CourrielDeps) {
  return {
    modele: 'deja-inscrit',
    ...composeMail(
      {
        sujet: 'Vous avez déjà un espace personnel',
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte:
              'Quelqu’un, sans doute vous, a voulu ouvrir un espace personnel avec cette adresse. Elle a déjà le sien : connectez-vous simplement.',
          },
          { type: 'bouton', libelle: 'Me connecter', adresse: `${deps.publicOrigin}/connexion` },
          {
            type: 'paragraphe',
            texte:
              'Ce n’était pas vous ? Votre compte n’a pas changé et personne n’y est entré. Vous n’avez rien à faire.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
