import type { Demarche } from '../../../formulaire/demarche.ts'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { type Bloc, composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'
import { commentPayer } from '../mots-du-paiement.ts'

export interface SommeAPayer {
  reference: string
  demarche: Demarche
  montantCents: number
  /** The last day to pay, YYYY-MM-DD. */
  echeance: string
  /** Whether one may pay on line. */
  enLigne: boolean
}

/** A decision makes something due: how much, until when and how. The demande may have been granted in part. */
export function paiementAFaire(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  somme: SommeAPayer,
) {
  const { reference, demarche, montantCents, echeance } = somme
  return {
    modele: 'paiement-a-faire',
    ...composeMail(
      {
        sujet: `Votre demande ${reference} : un paiement est attendu`,
        salutation: 'Bonjour,',
        blocs: [
          paragraphe(
            `Pour votre demande ${reference} (${demarche.titre}), vous avez ${eurosEnMots(montantCents)} à payer, jusqu’au ${longDay(echeance)} inclus. Vous payez seulement ce qui vous est accordé : le détail est dans votre espace.`,
          ),
          ...commentEtAide(deps, somme),
        ],
      },
      deps.mailIdentity,
    ),
  }
}

const DEJA_PAYE =
  'Vous avez envoyé un chèque ces jours-ci ? Merci. Ne tenez pas compte de ce message : il ne faut pas payer deux fois.'

/** Nothing was paid: some days before the last day, or the day after it. What is due may be paid all the same. */
export function rappelDePaiement(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  { genre, ...somme }: SommeAPayer & { genre: 'rappel' | 'relance' },
) {
  const { reference, demarche, montantCents, echeance } = somme
  const reste = `Pour votre demande ${reference} (${demarche.titre}), il reste ${eurosEnMots(montantCents)} à payer`
  const early = genre === 'rappel'
  return {
    modele: early ? 'rappel-de-paiement' : 'paiement-en-retard',
    ...composeMail(
      {
        sujet: early
          ? `Rappel : un paiement est attendu pour votre demande ${reference}`
          : `La date pour payer est passée, demande ${reference}`,
        salutation: 'Bonjour,',
        blocs: [
          paragraphe(
            early
              ? `${reste}, jusqu’au ${longDay(echeance)} inclus.`
              : `${reste}. Il fallait payer jusqu’au ${longDay(echeance)}. Vous pouvez encore payer : faites-le dès que possible.`,
          ),
          ...commentEtAide(deps, somme),
          paragraphe(DEJA_PAYE),
        ],
      },
      deps.mailIdentity,
    ),
  }
}

const paragraphe = (texte: string): Bloc => ({ type: 'paragraphe', texte })

function commentEtAide(
  { publicOrigin }: { publicOrigin: string },
  { reference, demarche, enLigne }: SommeAPayer,
): Bloc[] {
  const { contact, paiement } = demarche
  return [
    ...(paiement ? commentPayer(paiement, demarche, reference, enLigne).map(paragraphe) : []),
    {
      type: 'bouton',
      libelle: 'Voir ce que je dois payer',
      adresse: `${publicOrigin}/espace/demandes/${reference}/paiement`,
    },
    paragraphe(
      `Vous ne pouvez pas payer ? Écrivez-nous dans votre espace, ou appelez le ${contact.telephone}, ${contact.horaires} : nous chercherons une solution. Votre référence : ${reference}.`,
    ),
  ]
}
