import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

interface ChequeImpaye {
  reference: string
  demarche: string
  montantCents: number
  /** Whether something is to be paid for the demande now. */
  aPayer: boolean
  enLigne: boolean
}

/** Tells that the bank did not pay a cheque, without a reproach: the demande is safe, and may be paid again. */
export function chequeImpaye(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { reference, demarche, montantCents, aPayer, enLigne }: ChequeImpaye,
) {
  return {
    modele: 'cheque-impaye',
    ...composeMail(
      {
        sujet: `Votre chèque pour la demande ${reference} n’a pas pu être encaissé`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Vous nous avez envoyé un chèque de ${eurosEnMots(montantCents)} pour la demande ${reference} (${demarche}). La banque n’a pas pu le payer. Cela peut arriver, par exemple quand une signature est oubliée.`,
          },
          {
            type: 'paragraphe',
            texte: `Votre demande est conservée. ${
              aPayer
                ? `Vous pouvez payer de nouveau, ${enLigne ? 'par carte ou ' : ''}par un autre chèque. Pour savoir pourquoi le chèque n’a pas été payé, demandez à votre banque. Si payer est difficile en ce moment, appelez-nous : nous cherchons une solution avec vous.`
                : 'Vous n’avez rien à payer pour elle en ce moment : ne renvoyez pas de chèque.'
            }`,
          },
          {
            type: 'bouton',
            libelle: aPayer ? 'Voir comment payer' : 'Voir où en est ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}/paiement`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
