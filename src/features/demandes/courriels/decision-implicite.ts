import type { Demarche } from '../../../formulaire/demarche.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** The time to answer has passed: the law decides. The same words for both outcomes: the mail tells none. */
export function decisionImplicite(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, demarche, neeLe }: { reference: string; demarche: Demarche; neeLe: string },
) {
  const { contact, titre } = demarche
  return {
    modele: 'decision-implicite',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : le délai de réponse est passé`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Nous devions répondre à votre demande ${reference} (${titre}) avant le ${longDay(neeLe)}. Nous ne l’avons pas fait. La loi dit alors ce que vaut ce silence pour votre demande.`,
          },
          {
            type: 'paragraphe',
            texte:
              'Votre espace vous dit ce que cela change, ce que vous pouvez nous demander, et comment contester si vous n’êtes pas d’accord.',
          },
          {
            type: 'bouton',
            libelle: 'Voir ce que cela change',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          {
            type: 'paragraphe',
            texte: `Une question ? Appelez le ${contact.telephone}, ${contact.horaires}.`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
