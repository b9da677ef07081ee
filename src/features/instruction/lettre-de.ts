import type { Tx } from '../../platform/db/database.ts'
import type { EffetDuComplement } from '../../platform/legal-clock/complement.ts'
import { longDay } from '../../platform/legal-clock/paris.ts'
import {
  APRES_LA_DATE,
  type DemandeRow,
  type ElementsJson,
  effetEnMots,
  effetsDeLaTransmission,
  elementsVus,
} from '../demandes/index.ts'
import type { CourrielContexte } from './instruction-deps.ts'

/** What a letter says, paragraph by paragraph, where a mail would send to the page of the demande. */
type Redaction = (tx: Tx, contexte: CourrielContexte, demande: DemandeRow) => Promise<string[]>

const REDACTIONS: Readonly<Record<string, Redaction>> = {
  'complement-demande': complement,
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

async function complement(tx: Tx, { demarche }: CourrielContexte, demande: DemandeRow): Promise<string[]> {
  const { effet, echeance, message, ...asked } = await tx
    .selectFrom('complement')
    .select(['elements', 'echeance', 'message', 'effet'])
    .where('demande_id', '=', demande.id)
    .where('clos_le', 'is', null)
    .executeTakeFirstOrThrow()
  const elements = elementsVus(asked.elements as ElementsJson['elements'], [])
  const bloquant = elements.some((element) => element.bloquant)
  // What is indispensable stops the clock, unless silence has decided already.
  const nee = bloquant && effet === 'aucun'
  return [
    bloquant
      ? 'Pour examiner votre demande, il nous manque :'
      : 'L’examen de votre demande continue. Ceci nous aiderait :',
    ...elements.map((one) => `– ${one.libelle}${one.bloquant ? '' : ' (utile, pas indispensable)'}`),
    ...(message ? [message] : []),
    `Répondez-nous par courrier jusqu’au ${longDay(echeance)} inclus, avec votre référence.`,
    APRES_LA_DATE,
    effetEnMots({ effet: effet as EffetDuComplement, nee, mois: demarche.silence.mois, echeance }),
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
