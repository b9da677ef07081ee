import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** The person withdrew a demande: what was done, and the way back, which is another demande. */
export function desistement(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, titre, le }: { reference: string; titre: string; le: Date },
) {
  return {
    modele: 'desistement',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} est retirée`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Vous avez retiré votre demande ${reference} (${titre}) le ${longMoment(le)}. Elle ne sera pas examinée, et vous n’avez plus rien à faire.`,
          },
          {
            type: 'bouton',
            libelle: 'Revoir ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          {
            type: 'paragraphe',
            texte:
              'Vous changez d’avis ? Un retrait ne s’annule pas, mais vous pouvez envoyer une nouvelle demande tant que la démarche est ouverte. Ce n’était pas vous ? Appelez-nous : le numéro est plus bas.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
