import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

export interface PaiementRecu {
  reference: string
  demarche: string
  paiementId: string
  commande: string
  montantCents: number
  /** It was paid already: this one is given back. */
  enTrop: boolean
  /** Paid once the bank has paid the cheque. */
  parCheque?: boolean
  le: Date
}

/** The electronic acknowledgement that each payment on line must have (CRPA L112-11). */
export function paiementRecu(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, demarche, paiementId, commande, montantCents, enTrop, parCheque = false, le }: PaiementRecu,
) {
  return {
    modele: enTrop ? 'paiement-en-trop' : 'paiement-recu',
    ...composeMail(
      {
        sujet: enTrop
          ? `Votre demande ${reference} a été payée deux fois : nous vous rendons le second paiement`
          : `Accusé de réception de votre paiement pour la demande ${reference}`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Nous avons reçu votre paiement de ${eurosEnMots(montantCents)}${parCheque ? ' par chèque' : ''} pour la demande ${reference} (${demarche}), le ${longMoment(le)}. Numéro du paiement : ${commande}.`,
          },
          {
            type: 'paragraphe',
            texte: enTrop
              ? 'Cette demande était déjà payée. Un agent va vous rendre ce second paiement sur la carte qui a servi. Vous n’avez rien à faire.'
              : parCheque
                ? 'Le reçu est joint à ce message. Gardez-le. Le paiement est définitif une fois que votre banque a payé le chèque.'
                : 'Le reçu est joint à ce message. Gardez-le : il prouve votre paiement.',
          },
          {
            type: 'bouton',
            libelle: 'Ouvrir ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
        ],
      },
      deps.mailIdentity,
    ),
    piecesJointes: [{ document: 'recu-de-paiement', id: paiementId, nomFichier: `recu-${commande}.pdf` }],
  }
}
