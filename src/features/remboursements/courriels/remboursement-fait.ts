import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

export interface RemboursementFait {
  reference: string
  demarche: string
  commande: string
  paiementCents: number
  montantCents: number
  /** As the régisseur wrote it for the person. */
  motif: string
  /** What was paid by cheque. */
  parVirement: boolean
}

const PAR_CARTE =
  'L’argent revient sur la carte qui a servi à payer. Votre banque met le plus souvent de 3 à 10 jours à le montrer. Si le paiement n’était pas encore débité, il disparaît simplement de votre compte. Vous n’avez rien à faire.'
const PAR_VIREMENT =
  'L’argent arrive par virement, sur le compte bancaire que la paierie connaît, le plus souvent en quelques jours. Nous ne vous demandons pas vos coordonnées bancaires : n’envoyez pas votre IBAN en réponse à ce courriel.'

/** Money goes back: how much, why, when it is seen. */
export function remboursementFait(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, demarche, commande, paiementCents, montantCents, motif, parVirement }: RemboursementFait,
) {
  const partie =
    montantCents === paiementCents ? 'la totalité' : `une partie (sur ${eurosEnMots(paiementCents)})`
  return {
    modele: 'remboursement-fait',
    ...composeMail(
      {
        sujet: `Nous vous remboursons, pour la demande ${reference}`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Nous vous rendons ${eurosEnMots(montantCents)} : c’est ${partie} de votre paiement ${commande}, pour la demande ${reference} (${demarche}).`,
          },
          { type: 'paragraphe', texte: `Pourquoi : ${motif}` },
          { type: 'paragraphe', texte: parVirement ? PAR_VIREMENT : PAR_CARTE },
          {
            type: 'bouton',
            libelle: 'Voir ce paiement',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}/paiement`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
