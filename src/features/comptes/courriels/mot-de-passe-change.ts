import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { composeMail } from '../../../platform/mail/compose-mail.ts'
import type { CourrielDeps } from './lien-de-confirmation.ts'

/** Told to the holder at once: if it was somebody else, this is how they learn of it. */
export function motDePasseChange(deps: CourrielDeps, le: Date) {
  return {
    modele: 'mot-de-passe-change',
    ...composeMail(
      {
        sujet: 'Votre mot de passe a changé',
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Le mot de passe de votre espace a été changé le ${longMoment(le)}. Les autres appareils connectés ont été déconnectés.`,
          },
          {
            type: 'paragraphe',
            texte:
              'Ce n’était pas vous ? Choisissez tout de suite un autre mot de passe, et appelez-nous : le numéro est plus bas.',
          },
          {
            type: 'bouton',
            libelle: 'Choisir un autre mot de passe',
            adresse: `${deps.publicOrigin}/mot-de-passe-oublie`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
