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

const REDACTIONS: Readonly<Record<string, Redaction>> = {
  'complement-demande': lettreDuComplement,
  'complement-recu': lettreDeReception,
  'complement-prolonge': lettreDeProlongation,
  'rappel-complement': lettreDeRappel,
  'demande-transmise': transmission,
}

/** The paragraphs of a letter, from what the act has just written. A mail that has no letter of its own says to call. */
export function lettreDe(
  tx: Tx,
  contexte: CourrielContexte,
  demande: DemandeRow,
  { modele, sujet }: { modele: string; sujet: string },
): Promise<string[]> {
  return (REDACTIONS[modele] ?? (async () => [`${sujet}. Appelez-nous pour en savoir plus.`]))(
    tx,
    contexte,
    demande,
  )
}

async function transmission(tx: Tx, _contexte: CourrielContexte, demande: DemandeRow): Promise<string[]> {
  const sent = await tx
    .selectFrom('transmission')
    .select(['autorite', 'adresse', 'contact', 'motifs'])
    .where('demande_id', '=', demande.id)
    .executeTakeFirstOrThrow()
  return [
    'Le Département n’est pas compétent pour décider de votre demande. Nous la transmettons, avec vos documents, à l’autorité qui l’est. Vous n’avez rien à refaire : c’est elle qui vous répondra.',
    [sent.autorite, sent.adresse, sent.contact].filter(Boolean).join('\n'),
    sent.motifs,
    ...effetsDeLaTransmission(demande.deposee_le),
  ]
}
