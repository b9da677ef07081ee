import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** What was missing has been sent: when, and that the examination goes on. */
export function complementRecu(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, titre, le }: { reference: string; titre: string; le: Date },
) {
  return {
    modele: 'complement-recu',
    ...composeMail(
      {
        sujet: `Votre réponse pour la demande ${reference} est reçue`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Nous avons reçu votre réponse pour la demande ${reference} (${titre}) le ${longMoment(le)}. L’examen continue, vous n’avez rien d’autre à faire.`,
          },
          {
            type: 'bouton',
            libelle: 'Revoir ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          {
            type: 'paragraphe',
            texte: 'Ce n’était pas vous ? Appelez-nous : le numéro est plus bas.',
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
