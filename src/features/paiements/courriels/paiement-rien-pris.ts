import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** The end of a payment that was being checked, and took nothing: the page said that we would write. */
export function paiementRienPris(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, demarche, commande }: { reference: string; demarche: string; commande: string },
) {
  return {
    modele: 'paiement-rien-pris',
    ...composeMail(
      {
        sujet: `Votre paiement pour la demande ${reference} n’a pas abouti`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Nous avons vérifié votre paiement ${commande} pour la demande ${reference} (${demarche}). Il n’a pas abouti : rien n’a été prélevé.`,
          },
          {
            type: 'paragraphe',
            texte:
              'Votre demande est conservée. Si elle reste à payer, vous pouvez recommencer, par carte ou par chèque.',
          },
          {
            type: 'bouton',
            libelle: 'Voir ce que je dois payer',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}/paiement`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
