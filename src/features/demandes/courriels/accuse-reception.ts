import type { Demarche } from '../../../formulaire/demarche.ts'
import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { composeMail, type MailIdentity } from '../../../platform/mail/compose-mail.ts'
import type { Du } from '../../paiements/index.ts'
import { aPayer } from '../a-payer.ts'

export interface AccuseDeReception {
  demarche: Demarche
  reference: string
  deposeeLe: Date
  /** YYYY-MM-DD */
  decisionImpliciteLe: string
  /** What is to be paid; null when nothing is. */
  du: Du | null
  /** Whether it may be paid on line. */
  enLigne: boolean
}

/** What silence means, from when, and how to contest it: the mentions of CRPA R112-11-1. */
export function mentionsLegales({
  demarche,
  decisionImpliciteLe,
}: Pick<AccuseDeReception, 'demarche' | 'decisionImpliciteLe'>): string[] {
  const { silence, recours } = demarche
  const jour = longDay(decisionImpliciteLe)
  if (silence.effet === 'acceptation') {
    return [
      `Si vous n’avez pas de réponse le ${jour}, et si votre demande est complète, elle est acceptée (${silence.source}). Vous pourrez demander une attestation.`,
    ]
  }
  return [
    `Si vous n’avez pas de réponse le ${jour}, et si votre demande est complète, elle est considérée comme refusée (${silence.source}).`,
    `Vous aurez alors ${recours.delaiMois} mois pour contester. ${recours.gracieux} ${recours.contentieux}`,
  ]
}

/** The electronic acknowledgement (CRPA R112-11-1): the answers themselves, and who is paid for, are in the attached PDF and on line. */
export function accuseReception(
  deps: { mailIdentity: MailIdentity; publicOrigin: string },
  accuse: AccuseDeReception,
) {
  const { demarche, reference, deposeeLe } = accuse
  const { contact } = demarche
  const paiement = aPayer({ ...accuse, le: deposeeLe })
  return {
    modele: 'accuse-reception',
    ...composeMail(
      {
        sujet: `Accusé de réception de votre demande ${reference}`,
        salutation: 'Bonjour,',
        blocs: [
          {
            type: 'paragraphe',
            texte: `Votre demande est bien arrivée. ${paiement?.maintenant ? 'Il vous reste à payer, comme expliqué plus bas.' : 'Vous n’avez rien à faire pour l’instant.'} S’il manque quelque chose, nous vous l’écrirons.`,
          },
          {
            type: 'definitions',
            lignes: [
              ['Démarche', demarche.titre],
              ['Référence', reference],
              ['Reçue le', longMoment(deposeeLe)],
              ['Service chargé du dossier', contact.adressePostale.join('\n')],
              ['Téléphone', `${contact.telephone}, ${contact.horaires}`],
            ],
          },
          { type: 'titre', texte: 'Quand aurez-vous une réponse ?' },
          ...mentionsLegales(accuse).map((texte) => ({ type: 'paragraphe' as const, texte })),
          ...(paiement
            ? [
                { type: 'titre' as const, texte: paiement.titre },
                ...paiement.phrases.map((texte) => ({ type: 'paragraphe' as const, texte })),
              ]
            : []),
          {
            type: 'paragraphe',
            texte: 'Le document joint reprend vos réponses et vos documents : gardez-le.',
          },
          {
            type: 'bouton',
            libelle: 'Suivre ma demande',
            adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
          },
        ],
      },
      deps.mailIdentity,
    ),
  }
}
