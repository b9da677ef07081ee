import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import type { DemandeRow } from '../../demandes/index.ts'
import { getDemarche, type InstructionDeps } from '../acte-d-agent.ts'
import type { Joints } from '../joints.ts'
import type { TransmissionFaite } from '../transmission.query.ts'

/** The slip that goes with a demande to the competent authority (CRPA L114-2). */
export function makeBordereau(
  deps: InstructionDeps,
  demande: DemandeRow,
  transmission: TransmissionFaite,
  joints: Joints,
): Promise<Buffer> {
  const { contact, titre } = getDemarche(deps, demande.demarche)
  const pdf = createDocument({
    titre: `Bordereau de transmission de la demande ${demande.reference}`,
    auteur: deps.collectivite.nom,
    langue: 'fr-FR',
    le: transmission.transmiseLe,
    piedDePage: `${deps.collectivite.nom} – bordereau de transmission – demande ${demande.reference}`,
  })
  pdf.letterhead(contact.adressePostale)
  pdf.heading(1, 'Bordereau de transmission')
  pdf.paragraph(
    'Le Département n’est pas compétent pour décider de cette demande. Il vous la transmet, comme l’article L. 114-2 du code des relations entre le public et l’administration le veut, et en a prévenu le demandeur.',
  )
  pdf.definitionList([
    { terme: 'À', valeur: `${transmission.autorite}\n${transmission.adresse}` },
    { terme: 'Demande', valeur: `${demande.reference} – ${titre}` },
    { terme: 'Reçue par le Département le', valeur: longMoment(demande.deposee_le) },
    { terme: 'Transmise le', valeur: longDate(transmission.transmiseLe) },
    { terme: 'Par', valeur: transmission.par },
    { terme: 'Pour toute question', valeur: `${contact.telephone}, ${contact.courriel}` },
  ])
  pdf.heading(2, 'Motifs')
  pdf.paragraph(transmission.motifs)
  pdf.box('Délais (article L. 114-3)', [
    `Décision implicite de rejet : le délai court depuis le ${longDate(demande.deposee_le)}, date de réception par le Département.`,
    'Décision implicite d’acceptation : le délai court depuis votre réception.',
  ])
  pdf.heading(2, 'Ce qui est joint')
  pdf.list(listeDe(joints))
  if (joints.restent.length > 0) {
    pdf.heading(2, 'Ce qui n’est pas joint')
    pdf.paragraph(
      'Ces documents ne s’ouvrent pas sans risque, ou ne sont pas encore vérifiés. Demandez-les au demandeur s’ils vous sont utiles.',
    )
    pdf.list([...joints.restent])
  }
  return pdf.toBuffer()
}

/** What the authority finds in the file, by name. */
export const listeDe = ({ pieces, deMessages }: Joints): string[] => [
  'demande.pdf : la demande et ses réponses',
  ...pieces.map(({ nomFichier }) => nomFichier),
  ...deMessages.map(
    ({ nomFichier, auteur, envoyeLe }) =>
      `${nomFichier}, joint à un message ${auteur === 'usager' ? 'du demandeur' : 'du service'} du ${longDate(envoyeLe)}`,
  ),
]
