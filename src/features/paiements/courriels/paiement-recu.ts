import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

/** Kept; given back because the demande was paid already; given back because somebody decided so. */
export type SortDuPaiement = 'garde' | 'en-trop' | 'a-rendre'

export interface PaiementRecu {
  reference: string
  demarche: string
  paiementId: string
  commande: string
  montantCents: number
  sort: SortDuPaiement
  /** Paid once the bank has paid the cheque. */
  parCheque?: boolean
  le: Date
}

const SORTS = {
  garde: {
    modele: 'paiement-recu',
    sujet: (reference) => `Accusé de réception de votre paiement pour la demande ${reference}`,
    suite: 'Le reçu est joint à ce message. Gardez-le : il prouve votre paiement.',
  },
  'en-trop': {
    modele: 'paiement-en-trop',
    sujet: (reference) =>
      `Votre demande ${reference} a été payée deux fois : nous vous rendons le second paiement`,
    suite:
      'Cette demande était déjà payée. Un agent va vous rendre ce second paiement sur la carte qui a servi. Vous n’avez rien à faire.',
  },
  'a-rendre': {
    modele: 'paiement-a-rendre',
    sujet: (reference) => `Nous vous rendons votre paiement pour la demande ${reference}`,
    suite:
      'Ce paiement n’est pas celui qui était attendu. Un agent l’a vérifié et va vous le rendre sur la carte qui a servi. Votre demande est conservée. Si elle reste à payer, vous le voyez dans votre espace.',
  },
} as const satisfies Record<
  SortDuPaiement,
  { modele: string; sujet: (reference: string) => string; suite: string }
>

const SUITE_DU_CHEQUE =
  'Le reçu est joint à ce message. Gardez-le. Le paiement est définitif une fois que votre banque a payé le chèque.'

/** The electronic acknowledgement that each payment on line must have (CRPA L112-11). */
export function paiementRecu(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, demarche, paiementId, commande, montantCents, sort, parCheque = false, le }: PaiementRecu,
) {
  const { modele, sujet, suite } = SORTS[sort]
  return {
    modele,
    ...composeMail(
      {
        sujet: sujet(reference),
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Nous avons reçu votre paiement de ${eurosEnMots(montantCents)}${parCheque ? ' par chèque' : ''} pour la demande ${reference} (${demarche}), le ${longMoment(le)}. Numéro du paiement : ${commande}.`,
          },
          { type: 'paragraphe', texte: parCheque ? SUITE_DU_CHEQUE : suite },
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
