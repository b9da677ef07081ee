import { dateEnMots } from '../../formulaire/dates.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type DemandeRow, effetsDeLaTransmission } from '../demandes/index.ts'
import type { CourrielContexte } from './instruction-deps.ts'
import {
  lettreDeProlongation,
  lettreDeRappel,
  lettreDeReception,
  lettreDuComplement,
} from './lettre-du-complement.ts'

/** What a letter says, paragraph by paragraph, where a mail would send to the page of the demande. */
type Redaction = (tx: Tx, contexte: CourrielContexte, demande: DemandeRow) => Promise<string[]>

/** Every model that tells of an act: none leaves on paper without its content. */
const REDACTIONS = {
  'complement-demande': lettreDuComplement,
  'complement-recu': lettreDeReception,
  'complement-prolonge': lettreDeProlongation,
  'rappel-complement': lettreDeRappel,
  'demande-bientot-effacee': bientotEffacee,
  'demande-transmise': transmission,
  'motifs-communiques': motifs,
} as const satisfies Record<string, Redaction>
export type ModeleDActe = keyof typeof REDACTIONS

/** The paragraphs of a letter, from what the act has just written. */
export const lettreDe = (
  tx: Tx,
  contexte: CourrielContexte,
  demande: DemandeRow,
  modele: ModeleDActe,
): Promise<string[]> => REDACTIONS[modele](tx, contexte, demande)

async function motifs(tx: Tx, _contexte: CourrielContexte, demande: DemandeRow): Promise<string[]> {
  const given = await tx
    .selectFrom('demande_de_motifs')
    .select('motifs')
    .where('demande_id', '=', demande.id)
    .executeTakeFirstOrThrow()
  return [
    'Vous nous aviez demandé pourquoi votre demande a été rejetée par le silence de l’administration. Voici les motifs :',
    given.motifs ?? '',
    'Le délai de deux mois pour saisir le tribunal repart du jour où vous recevez cette lettre (article L. 232-4 du code des relations entre le public et l’administration).',
  ]
}

async function bientotEffacee(
  tx: Tx,
  { reference, demarche: { titre, contact } }: CourrielContexte,
  { id }: DemandeRow,
): Promise<string[]> {
  const { echeance } = await tx
    .selectFrom('fin_de_conservation')
    .select('echeance')
    .where('demande_id', '=', id)
    .executeTakeFirstOrThrow()
  return [
    `Votre demande ${reference} (${titre}) est terminée depuis longtemps. Le temps pendant lequel nous la gardons prend fin : elle sera effacée après le ${dateEnMots(echeance)}, avec ses documents.`,
    'Vous voulez garder une copie de la décision ou de vos documents ? Demandez-la-nous avant cette date, avec votre référence. Si vous n’avez besoin de rien, vous n’avez rien à faire.',
    `Un recours ou un contrôle est en cours ? Dites-le au service (${contact.telephone}, ${contact.horaires}) : nous garderons la demande le temps qu’il faut.`,
  ]
}

async function transmission(tx: Tx, _contexte: CourrielContexte, demande: DemandeRow): Promise<string[]> {
  const sent = await tx
    .selectFrom('transmission')
    .select(['autorite', 'adresse', 'contact', 'motifs'])
    .where('demande_id', '=', demande.id)
    .executeTakeFirstOrThrow()
  return [
    'Ce n’est pas le Département qui décide pour cette demande. Nous la transmettons, avec vos documents, à l’administration qui décide. Vous n’avez rien à refaire : c’est elle qui vous répondra.',
    [sent.autorite, sent.adresse, sent.contact].filter(Boolean).join('\n'),
    sent.motifs,
    ...effetsDeLaTransmission(demande.deposee_le),
  ]
}
