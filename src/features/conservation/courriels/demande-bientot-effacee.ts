import type { Demarche } from '../../../formulaire/demarche.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** A demande that ended long ago is about to go: what to copy before. */
export function demandeBientotEffacee(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, demarche, echeance }: { reference: string; demarche: Demarche; echeance: string },
) {
  return {
    modele: 'demande-bientot-effacee',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} sera bientôt effacée`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Votre demande ${reference} (${demarche.titre}) est terminée depuis longtemps. Le temps pendant lequel nous la gardons prend fin : elle sera effacée après le ${longDay(echeance)}, avec ses documents et ses messages.`,
          },
          {
            type: 'paragraphe',
            texte:
              'Avant cette date, copiez ce que vous voulez garder : la décision, l’accusé de réception, les documents. Si vous n’avez besoin de rien, vous n’avez rien à faire.',
          },
          {
            type: 'bouton',
            libelle: 'Ouvrir ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          {
            type: 'paragraphe',
            texte: `Un recours ou un contrôle est en cours ? Dites-le au service (${demarche.contact.telephone}, ${demarche.contact.horaires}) : nous garderons la demande le temps qu’il faut.`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
