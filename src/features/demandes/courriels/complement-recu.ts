import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { type Bloc, composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'

export interface ComplementRecu {
  reference: string
  titre: string
  le: Date
  /** How many things are still waited for. */
  reste: number
  /** Whether one of them is indispensable. */
  bloque: boolean
  /** Last day to answer, YYYY-MM-DD. */
  echeance: string
  /** Whether it came after that day. */
  tardif: boolean
  /** Once something was granted: whether it still waits for documents, has just had the last, or waited for none (CRPA L114-5-1). */
  accordee?: 'attendus' | 'venus' | 'aucun'
}

/** What was missing has been sent, whole or in part: when, and what comes next. */
export function complementRecu(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  recu: ComplementRecu,
) {
  const { reference, titre, le } = recu
  const paragraphe = (texte: string): Bloc => ({ type: 'paragraphe', texte })
  return {
    modele: 'complement-recu',
    ...composeMail(
      {
        sujet: `Votre réponse pour la demande ${reference} est reçue`,
        salutation: 'Bonjour,',
        blocs: [
          paragraphe(
            `Nous avons reçu ${isWhole(recu) ? 'votre réponse' : 'une partie de votre réponse'} pour la demande ${reference} (${titre}) le ${longMoment(le)}. ${suite(recu)}`,
          ),
          ...(recu.tardif && !recu.accordee
            ? [
                paragraphe(
                  `Votre réponse est arrivée après le ${longDay(recu.echeance)}, la date limite. Nous la gardons et la joignons à votre demande.`,
                ),
              ]
            : []),
          {
            type: 'bouton',
            libelle: 'Revoir ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
          paragraphe('Ce n’était pas vous ? Appelez-nous : le numéro est plus bas.'),
        ],
      },
      deps.mailIdentity,
    ),
  }
}

/** Once something was granted, only documents are still waited for. */
const isWhole = ({ reste, accordee }: ComplementRecu): boolean =>
  accordee ? accordee !== 'attendus' : reste === 0

const APRES_ACCORD = {
  attendus: 'Ce qui vous est accordé prendra effet le jour où nous aurons reçu le reste.',
  venus: 'Ce qui vous est accordé prend effet ce jour-là. Vous n’avez rien d’autre à faire.',
  aucun: 'Nous la joignons à votre demande. Vous n’avez rien d’autre à faire.',
} as const satisfies Record<NonNullable<ComplementRecu['accordee']>, string>

function suite({ reste, bloque, echeance, tardif, accordee }: ComplementRecu): string {
  if (accordee) return APRES_ACCORD[accordee]
  if (reste === 0) return 'L’examen continue, vous n’avez rien d’autre à faire.'
  const quoi = reste === 1 ? 'un élément' : `${reste} éléments`
  const quand = tardif ? 'dès que possible' : `jusqu’au ${longDay(echeance)} inclus`
  return bloque
    ? `Il manque encore ${quoi} : envoyez le reste ${quand}, depuis votre espace.`
    : `L’examen continue. Vous pouvez encore ajouter ${quoi} depuis votre espace, ${quand}.`
}
