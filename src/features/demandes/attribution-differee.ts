import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { documentsAttendus, type ElementVue, elementsVus, RECUS } from './complement.ts'

/** What is still missing when a right is granted. */
export interface Manque {
  complementId: string
  /** The documents, as they were asked for. */
  documents: readonly string[]
}

/**
 * The documents that an open complement still waits for. None of them stops the examination, or nothing could be
 * granted; the right counts from the day that they come (CRPA L114-5-1, second paragraph).
 */
export async function findManque(tx: Tx, demandeId: string): Promise<Manque | undefined> {
  const row = await tx
    .selectFrom('complement as c')
    .select(['c.id', 'c.elements'])
    .select(sql<Parameters<typeof elementsVus>[1]>`${sql.raw(RECUS)}`.as('recus'))
    .where('c.demande_id', '=', demandeId)
    .where('c.clos_le', 'is', null)
    .executeTakeFirst()
  const elements = row ? elementsVus(row.elements, row.recus) : []
  const documents = documentsAttendus(elements).map(({ libelle }) => libelle)
  return row && documents.length > 0 ? { complementId: row.id, documents } : undefined
}

/** Writes that what a decision grants waits for these documents. */
export async function deferAttribution(
  tx: Tx,
  { demandeId, decisionId, manque }: { demandeId: string; decisionId: string; manque: Manque },
): Promise<void> {
  await tx
    .insertInto('attribution_differee')
    .values({ demande_id: demandeId, decision_id: decisionId, complement_id: manque.complementId })
    .execute()
  // Waited for beyond the decision: it stays what the person has to do.
  await tx
    .updateTable('notification')
    .set({ faite_le: null })
    .where('demande_id', '=', demandeId)
    .where('objet_id', '=', manque.complementId)
    .where('a_faire', '=', true)
    .execute()
}

/** The same for a decision whose words are mended: it waits for what the one before waited for, or has come. */
export async function deferAsBefore(tx: Tx, demandeId: string, decisionId: string): Promise<void> {
  await sql`insert into attribution_differee (demande_id, decision_id, complement_id, effective_le)
    select a.demande_id, ${decisionId}::uuid, a.complement_id, a.effective_le from attribution_differee a
    join decision avant on avant.id = a.decision_id join decision d on d.id = ${decisionId}::uuid
    where a.demande_id = ${demandeId} and avant.rang = d.rang - 1`.execute(tx)
}

/** The last document has come: what was granted counts from that day. */
export async function makeEffective(
  tx: Tx,
  complementId: string,
  reste: readonly ElementVue[],
  recuLe: Date,
): Promise<void> {
  if (documentsAttendus(reste).length > 0) return
  await tx
    .updateTable('attribution_differee')
    .set({ effective_le: recuLe })
    .where('complement_id', '=', complementId)
    .where('effective_le', 'is', null)
    .execute()
}

/** Its decision is withdrawn: nothing is granted any more, so nothing waits to count. */
export async function dropAttribution(tx: Tx, demandeId: string): Promise<void> {
  await tx
    .deleteFrom('attribution_differee')
    .where('demande_id', '=', demandeId)
    .where('effective_le', 'is', null)
    .execute()
}

/** When what a decision `d` grants counts, for a query on it: null unless it waits or waited for a document. */
export const DIFFEREE = `(select json_build_object('effectiveLe', x.effective_le,
  'manque', coalesce(d.document -> 'manque', '[]')) from attribution_differee x where x.decision_id = d.id)`

export interface DiffereeVue {
  /** Null while a document is waited for. */
  effectiveLe: string | null
  manque: string[]
}
