import type { Tx } from '../../platform/db/database.ts'
import { dueOnceReceived } from '../../platform/legal-clock/complement.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor, UsagerActor } from '../../platform/session/actor.ts'
import type { Catalogue } from '../demarches/index.ts'
import { settleNotifications } from '../notifications/index.ts'
import { attachElementPieces, champsEnAttente } from '../pieces/index.ts'
import { applyActe, type DemandeRow } from './apply-acte.ts'
import { makeEffective } from './attribution-differee.ts'
import {
  attendBloquant,
  attendus,
  champDElement,
  documentsAttendus,
  type ElementVue,
  elementsVus,
} from './complement.ts'
import { type Acte, statuts } from './demande.ts'
import { dueBefore } from './due-before.ts'
import { ActeImpossible } from './refusals.ts'

export interface ReponseAuComplement {
  /** The complement that the page showed: an answer never closes another one. */
  complementVu: string | undefined
  /** What was written for each element, by its rank. */
  textes: ReadonlyMap<number, string>
  /** Whether what is ready is received while something indispensable is still missing. */
  enPartie: boolean
}

/** Why nothing was received; undefined when it was. */
export type RienEnvoye = { kind: 'rien' } | { kind: 'manque'; elements: ElementVue[] } | undefined

/** What was received. */
export interface ReponseRecue {
  kind: 'recue'
  complementId: string
  /** Last day to answer, YYYY-MM-DD. */
  echeance: string
  reste: ElementVue[]
  /** Whether it came after that day. */
  tardif: boolean
  /** Whether documents are still waited for, the last has just come, or none was waited for. */
  documents: 'attendus' | 'venus' | 'aucun'
}

interface Open {
  id: string
  demande_le: Date
  echeance: string
  effet: string
  elements: ElementVue[]
}

interface Reception {
  demande: DemandeRow
  acteur: UsagerActor | AgentActor
  reponse: ReponseAuComplement
  le: Date
  /** When it reached the service, by which the law counts: `le`, or the day of arrival of a letter. */
  recuLe: Date
}

/**
 * Receives what is ready of what was asked, from the person on line or from their letter. Each element is received on
 * its own, also after the deadline, and the clock moves once all that blocks is there (CRPA L114-5).
 * @param given a demande whose row is locked
 * @throws ActeImpossible
 */
export async function receiveComplement(
  { catalogue }: { catalogue: Pick<Catalogue, 'get'> },
  tx: Tx,
  given: Reception,
): Promise<ReponseRecue | NonNullable<RienEnvoye>> {
  const { demande, acteur, reponse, le, recuLe } = given
  const complement = await openComplement(tx, demande.id)
  if (!complement || (reponse.complementVu !== undefined && reponse.complementVu !== complement.id))
    throw new ActeImpossible(demande.reference, 'repondre-complement', demande.statut)
  const champs = await champsEnAttente(tx, complement.id)
  const prets = attendus(complement.elements).filter(
    ({ rang }) => champs.has(champDElement(rang)) || reponse.textes.get(rang),
  )
  if (prets.length === 0) return { kind: 'rien' }
  const reste = attendus(complement.elements).filter((element) => !prets.includes(element))
  // What is only useful holds nothing back: it may come later, or never (CRPA L114-5-1).
  if (attendBloquant(reste) && !reponse.enPartie)
    return { kind: 'manque', elements: reste.filter(({ bloquant }) => bloquant) }
  const tardif = parisDay(recuLe) > complement.echeance
  await moveDemande(catalogue, tx, { demande, acteur, le, recuLe, complement, prets, reste, tardif })
  await keepElements(tx, { demande, complement, prets, textes: reponse.textes, recuLe, tardif })
  await makeEffective(tx, complement.id, reste, recuLe)
  // Once it is decided only documents are waited for: a question that nobody answered changes nothing any more.
  const encore = statuts[demande.statut].final && documentsAttendus(reste).length === 0 ? [] : reste
  if (encore.length === 0) {
    await tx
      .updateTable('complement')
      .set({ ...(reste.length === 0 ? { repondu_le: recuLe } : {}), clos_le: le })
      .where('id', '=', complement.id)
      .execute()
    await settleNotifications(tx, demande.id, le, { objetId: complement.id })
  }
  const documents = documentsLeft(complement.elements, reste)
  return {
    kind: 'recue',
    complementId: complement.id,
    echeance: complement.echeance,
    reste: encore,
    tardif,
    documents,
  }
}

function documentsLeft(
  avant: readonly ElementVue[],
  reste: readonly ElementVue[],
): ReponseRecue['documents'] {
  if (documentsAttendus(reste).length > 0) return 'attendus'
  return documentsAttendus(avant).length > 0 ? 'venus' : 'aucun'
}

async function openComplement(tx: Tx, demandeId: string): Promise<Open | undefined> {
  const row = await tx
    .selectFrom('complement')
    .select(['id', 'demande_le', 'echeance', 'effet', 'elements'])
    .where('demande_id', '=', demandeId)
    .where('clos_le', 'is', null)
    // A document that is being added is waited for: it goes with its element, or stays for the next sending.
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const recus = await tx
    .selectFrom('element_recu')
    .select(['rang', 'reponse', 'recu_le as recuLe', 'tardif'])
    .where('complement_id', '=', row.id)
    .execute()
  return { ...row, elements: elementsVus(row.elements, recus) }
}

interface Sending extends Omit<Reception, 'reponse'> {
  complement: Open
  prets: ElementVue[]
  reste: ElementVue[]
  tardif: boolean
}

async function moveDemande(catalogue: Pick<Catalogue, 'get'>, tx: Tx, sending: Sending): Promise<void> {
  const { demande, acteur, le, recuLe, complement, prets, reste, tardif } = sending
  const attendu: Acte = attendBloquant(reste) ? 'repondre-en-partie' : 'repondre-complement'
  // Nothing that blocks was waited for any more: the examination goes on already (CRPA L114-5-1).
  const acte: Acte = statuts[demande.statut].final
    ? 'completer-apres-decision'
    : demande.statut === 'en_instruction'
      ? 'completer'
      : attendu
  const horloge = {
    effet: complement.effet as 'suspend' | 'recommence' | 'aucun',
    mois: catalogue.get(demande.demarche).demarche.silence.mois,
    demandeLe: complement.demande_le,
    echeance: complement.echeance,
    avant: await dueBefore(tx, demande.id),
  }
  const due = acte === 'repondre-complement' ? dueOnceReceived(horloge, lastBlocking(sending)) : undefined
  await applyActe(tx, {
    demande,
    acte,
    acteur,
    // A letter is the person's act, typed by the agent.
    par: 'usager',
    le,
    ...(due === undefined ? {} : { decisionImpliciteLe: due }),
    donnees: {
      complementId: complement.id,
      elements: prets.map(({ rang }) => rang),
      reste: reste.length,
      tardif,
      ...(acteur.kind === 'agent' ? { recueLe: parisDay(recuLe) } : {}),
      ...(due === undefined ? {} : { decisionImplicite: due }),
    },
  })
}

/** When the last thing that blocks came: letters may be typed in another order than they arrived in. */
const lastBlocking = ({ complement, recuLe }: Sending): Date =>
  complement.elements.reduce(
    (last, { bloquant, recu }) => (bloquant && recu && recu.recuLe > last ? recu.recuLe : last),
    recuLe,
  )

/** Writes what came of each element; its documents join the demande, in the place of those that they replace. */
async function keepElements(
  tx: Tx,
  given: Pick<Sending, 'demande' | 'complement' | 'prets' | 'recuLe' | 'tardif'> & {
    textes: ReadonlyMap<number, string>
  },
): Promise<void> {
  const { demande, complement, prets, textes, recuLe, tardif } = given
  for (const { rang, champ, pieceId } of prets) {
    await tx
      .insertInto('element_recu')
      .values({
        complement_id: complement.id,
        rang,
        reponse: textes.get(rang) ?? '',
        recu_le: recuLe,
        tardif,
      })
      .execute()
    await attachElementPieces(tx, {
      complementId: complement.id,
      enAttente: champDElement(rang),
      demandeId: demande.id,
      champ: champ ?? champDElement(rang),
      remplaceId: pieceId,
    })
  }
}
