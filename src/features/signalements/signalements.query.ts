import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Indice, Origine } from './signalement-store.ts'

const PAR_PAGE = 30

export interface LigneDeSignalement {
  reference: string
  origine: Origine
  creeLe: Date
  gele: boolean
  traite: boolean
}

/** The tickets: those to be treated first, oldest first; then the treated ones, latest first. */
export async function signalementsATraiter(
  db: Db,
  { traites, apres }: { traites: boolean; apres: string | undefined },
): Promise<{ lignes: LigneDeSignalement[]; suite?: string }> {
  const from = apres && /^[0-9a-f-]{36}$/.test(apres) ? apres : undefined
  const rows = await db
    .selectFrom('signalement')
    .select(['id', 'reference', 'origine', 'cree_le', 'gele', 'traite_le'])
    .where('traite_le', traites ? 'is not' : 'is', null)
    .$if(from !== undefined, (query) => query.where('id', traites ? '<' : '>', from ?? ''))
    .orderBy('id', traites ? 'desc' : 'asc')
    .limit(PAR_PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAR_PAGE)
  const last = rows.length > PAR_PAGE ? shown.at(-1) : undefined
  return {
    lignes: shown.map((row) => ({
      reference: row.reference,
      origine: row.origine as Origine,
      creeLe: row.cree_le,
      gele: row.gele,
      traite: row.traite_le !== null,
    })),
    ...(last ? { suite: last.id } : {}),
  }
}

export interface SignalementVu {
  id: string
  reference: string
  origine: Origine
  creeLe: Date
  gele: boolean
  courriel: string
  recit: string
  indices: Indice[]
  /** Who has the account, when there is one. */
  titulaire: string | null
  /** Whether nobody can sign in at this moment. */
  encoreGele: boolean
  traiteLe: Date | null
  traitePar: string | null
  suite: string
}

/** One ticket; undefined when there is none with this reference. */
export async function findSignalement(db: Db, reference: string): Promise<SignalementVu | undefined> {
  const row = await db
    .selectFrom('signalement as s')
    .leftJoin('usager as u', 'u.id', 's.usager_id')
    .leftJoin('agent as a', 'a.id', 's.agent_id')
    .selectAll('s')
    .select([
      'u.gele_le',
      sql<string | null>`u.prenom || ' ' || u.nom`.as('titulaire'),
      sql<string | null>`a.prenom || ' ' || a.nom`.as('traite_par'),
    ])
    .where('s.reference', '=', reference)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    reference: row.reference,
    origine: row.origine as Origine,
    creeLe: row.cree_le,
    gele: row.gele,
    courriel: row.courriel,
    recit: row.recit,
    indices: row.indices as unknown as Indice[],
    titulaire: row.titulaire,
    encoreGele: row.gele_le !== null,
    traiteLe: row.traite_le,
    traitePar: row.traite_par,
    suite: row.suite,
  }
}
