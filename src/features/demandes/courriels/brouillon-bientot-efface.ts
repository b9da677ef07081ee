import { longDay } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** A brouillon nobody touched is about to be purged. */
export function brouillonBientotEfface(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  jour: string,
) {
  return {
    modele: 'brouillon-bientot-efface',
    ...composeMail(
      {
        sujet: 'Un brouillon sera bientôt effacé',
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Vous avez commencé une demande sans l’envoyer. Sans changement de votre part, ce brouillon sera effacé le ${longDay(jour)}.`,
          },
          { type: 'bouton', libelle: 'Reprendre mon brouillon', adresse: `${deps.publicOrigin}/espace` },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
