import { sql } from 'kysely'
import { dateEnMots } from '../../formulaire/dates.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { EffetDuComplement } from '../../platform/legal-clock/complement.ts'
import { longDate } from '../../platform/legal-clock/paris.ts'
import {
  APRES_LA_DATE,
  attendBloquant,
  attendus,
  type DemandeRow,
  documentsAttendus,
  type ElementsJson,
  type ElementVue,
  effetEnMots,
  elementsVus,
  isFinal,
  RECUS,
} from '../demandes/index.ts'
import type { CourrielContexte } from './instruction-deps.ts'

const liste = (elements: readonly ElementVue[]): string[] => elements.map(({ libelle }) => `– ${libelle}`)

/** The complement of a demande that is open, or was closed last, with what came of it. */
async function lastComplement(tx: Tx, demandeId: string) {
  const row = await tx
    .selectFrom('complement as c')
    .select(['c.elements', 'c.echeance', 'c.message', 'c.effet'])
    .select(sql<ElementsJson['recus']>`${sql.raw(RECUS)}`.as('recus'))
    .where('c.demande_id', '=', demandeId)
    .orderBy('c.demande_le', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { ...row, elements: elementsVus(row.elements, row.recus) }
}

/** What a complement asks, by letter. */
export async function lettreDuComplement(
  tx: Tx,
  { demarche }: CourrielContexte,
  { id }: DemandeRow,
): Promise<string[]> {
  const { elements, message, echeance, effet } = await lastComplement(tx, id)
  const bloquant = elements.some((element) => element.bloquant)
  // What is indispensable stops the clock, unless silence has decided already.
  const nee = bloquant && effet === 'aucun'
  return [
    bloquant
      ? 'Pour examiner votre demande, il nous manque :'
      : 'L’examen de votre demande continue. Ceci nous aiderait :',
    ...elements.map((one) => `– ${one.libelle}${one.bloquant ? '' : ' (utile, pas indispensable)'}`),
    ...(message ? [message] : []),
    `Répondez-nous par courrier jusqu’au ${dateEnMots(echeance)} inclus, avec votre référence.`,
    APRES_LA_DATE,
    effetEnMots({ effet: effet as EffetDuComplement, nee, mois: demarche.silence.mois, echeance }),
  ]
}

/** What came by post, and what is still waited for. */
export async function lettreDeReception(
  tx: Tx,
  _contexte: CourrielContexte,
  { id, statut }: DemandeRow,
): Promise<string[]> {
  const { elements, echeance } = await lastComplement(tx, id)
  const recus = elements.flatMap(({ recu }) => (recu ? [recu] : []))
  const arrivee = new Date(Math.max(...recus.map(({ recuLe }) => recuLe.getTime())))
  const reste = attendus(elements)
  if (isFinal(statut)) return receptionApresAccord(elements, arrivee)
  const debut = reste.length === 0 ? 'votre réponse' : 'une partie de votre réponse'
  return [
    `Nous avons reçu ${debut} le ${longDate(arrivee)}.`,
    ...(recus.some(({ tardif }) => tardif)
      ? [
          `Elle est arrivée après le ${dateEnMots(echeance)}, date limite que nous avions donnée. Elle est gardée quand même et jointe à votre demande.`,
        ]
      : []),
    ...(reste.length === 0
      ? ['L’examen continue, vous n’avez rien d’autre à faire.']
      : [
          attendBloquant(elements) ? 'Il manque encore :' : 'L’examen continue. Vous pouvez encore envoyer :',
          ...liste(reste),
          'Envoyez le reste par courrier dès que possible, avec votre référence.',
        ]),
  ]
}

/** Once something was granted, only documents are waited for, and no day is the last (CRPA L114-5-1). */
function receptionApresAccord(elements: readonly ElementVue[], arrivee: Date): string[] {
  const manque = documentsAttendus(elements)
  const dernier = elements.some(
    ({ nature, recu }) => nature === 'document' && recu?.recuLe.getTime() === arrivee.getTime(),
  )
  const suite = dernier
    ? 'Ce qui vous est accordé prend effet ce jour-là. Vous n’avez rien d’autre à faire.'
    : 'Nous la joignons à votre demande. Vous n’avez rien d’autre à faire.'
  return [
    `Nous avons reçu ${manque.length === 0 ? 'votre réponse' : 'une partie de votre réponse'} le ${longDate(arrivee)}.`,
    ...(manque.length === 0 ? [suite] : resteApresAccord(manque)),
  ]
}

const resteApresAccord = (manque: readonly ElementVue[]): string[] => [
  'Ce qui vous est accordé prendra effet le jour où nous aurons reçu :',
  ...liste(manque),
  'Envoyez ce qui manque par courrier dès que possible, avec votre référence.',
]

/** More time to answer: a closing took away the day that was the last. */
export async function lettreDeProlongation(
  tx: Tx,
  _contexte: CourrielContexte,
  { id }: DemandeRow,
): Promise<string[]> {
  const { elements, echeance } = await lastComplement(tx, id)
  return [
    `Notre service était fermé le dernier jour que nous vous avions donné pour compléter votre demande. Vous avez donc plus de temps : jusqu’au ${dateEnMots(echeance)} inclus.`,
    'Nous attendons encore :',
    ...liste(attendus(elements)),
    'Envoyez-les-nous par courrier, avec votre référence.',
  ]
}

/** A deadline comes near. */
export async function lettreDeRappel(
  tx: Tx,
  _contexte: CourrielContexte,
  { id, statut }: DemandeRow,
): Promise<string[]> {
  const { elements, echeance } = await lastComplement(tx, id)
  const obtenir = 'Vous n’arrivez pas à obtenir un document ? Dites-le-nous, une solution existe souvent.'
  if (isFinal(statut))
    return [
      `Votre demande est acceptée${statut === 'acceptee_partiellement' ? ' en partie' : ''}.`,
      ...resteApresAccord(documentsAttendus(elements)),
      obtenir,
    ]
  return [
    `Nous attendons encore, pour le ${dateEnMots(echeance)} au plus tard :`,
    ...liste(attendus(elements)),
    'Envoyez-les-nous par courrier, avec votre référence. Si vous venez de le faire, ne tenez pas compte de ce message.',
    'Vous n’arrivez pas à obtenir un document ? Dites-le-nous, une solution existe souvent.',
  ]
}
