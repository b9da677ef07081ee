import { CompiledQuery, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { PieceRecue, Saisie } from '../../formulaire/definition.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { PIECES_RECUES } from '../pieces/index.ts'
import { BrouillonDejaDepose, BrouillonIntrouvable } from './refusals.ts'

export interface BrouillonRow {
  id: string
  demarche: string
  definitionVersion: string
  saisie: Saisie
  page: string
  revision: number
  /** What a newer version of the form changed, in words, until the person has seen it. */
  changements: string[] | null
  modifieLe: Date
}

export interface BrouillonAvecPieces extends BrouillonRow {
  pieces: readonly PieceRecue[]
}

interface Found {
  id: string
  demarche: string
  definition_version: string
  saisie: Saisie
  page: string
  changements: string[] | null
  revision: number
  modifie_le: Date
  demande_id: string | null
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

// As text, not built anew at every page of every person: a twentieth of its CPU.
const COLUMNS =
  'id, demarche, definition_version, saisie, page, changements, revision, modifie_le, demande_id'
const OF_TITULAIRE = 'from brouillon where id = $1 and $2 in (usager_id, agent_id)'
const READ = `select ${COLUMNS}, ${PIECES_RECUES} as pieces ${OF_TITULAIRE}`
const LOCK = `select ${COLUMNS} ${OF_TITULAIRE} for update`
const UPDATE_UNCHANGED = `update brouillon set saisie = $1, revision = revision + 1, modifie_le = $2, prevenu_le = null,
    page = $3, changements = null
  where id = $4 and $5 in (usager_id, agent_id) and revision = $6 and demande_id is null`

async function find<R extends Found>(base: Db | Tx, text: string, titulaire: string, id: string): Promise<R> {
  if (!isUuid(id)) throw new BrouillonIntrouvable()
  const { rows } = await base.executeQuery<R>(CompiledQuery.raw(text, [id, titulaire]))
  const [row] = rows
  if (!row) throw new BrouillonIntrouvable()
  // Not by a join: a row that was waited for is read anew, the row that was joined to it is not.
  if (row.demande_id) throw new BrouillonDejaDepose(await referenceOf(base, row.demande_id))
  return row
}

const rowOf = (found: Found): BrouillonRow => ({
  id: found.id,
  demarche: found.demarche,
  definitionVersion: found.definition_version,
  saisie: found.saisie,
  page: found.page,
  revision: found.revision,
  changements: found.changements,
  modifieLe: found.modifie_le,
})

const referenceOf = async (base: Db | Tx, demandeId: string): Promise<string> =>
  (await base.selectFrom('demande').select('reference').where('id', '=', demandeId).executeTakeFirstOrThrow())
    .reference

/** @param titulaire id of the usager, or of the agent, who holds it @throws BrouillonIntrouvable | BrouillonDejaDepose */
export async function getBrouillon(db: Db, titulaire: string, id: string): Promise<BrouillonAvecPieces> {
  const found = await find<Found & { pieces: PieceRecue[] }>(db, READ, titulaire, id)
  return { ...rowOf(found), pieces: found.pieces }
}

/** The same, with the row locked until the end of the transaction. */
export async function lockBrouillon(tx: Tx, titulaire: string, id: string): Promise<BrouillonRow> {
  return rowOf(await find(tx, LOCK, titulaire, id))
}

/** Held by a usager, or by the agent who types a paper demande. */
export type NewBrouillon = ({ usagerId: string } | { agentId: string }) & {
  demarche: string
  definitionVersion: string
  saisie: Saisie
  le: Date
}

/** @returns the new brouillon's id */
export async function insertBrouillon(tx: Tx, brouillon: NewBrouillon): Promise<string> {
  const id = uuidv7()
  await tx
    .insertInto('brouillon')
    .values({
      id,
      ...('usagerId' in brouillon ? { usager_id: brouillon.usagerId } : { agent_id: brouillon.agentId }),
      demarche: brouillon.demarche,
      definition_version: brouillon.definitionVersion,
      saisie: JSON.stringify(brouillon.saisie),
      cree_le: brouillon.le,
      modifie_le: brouillon.le,
    })
    .execute()
  return id
}

/**
 * Writes what was typed in one statement, which is its own transaction, if the brouillon is still as it was read.
 * @returns whether it was
 */
export async function updateUnchanged(
  db: Db,
  titulaire: string,
  row: BrouillonRow,
  change: { saisie: Saisie; page: string; le: Date },
): Promise<boolean> {
  const { numAffectedRows } = await db.executeQuery(
    CompiledQuery.raw(UPDATE_UNCHANGED, [
      JSON.stringify(change.saisie),
      change.le,
      change.page,
      row.id,
      titulaire,
      row.revision,
    ]),
  )
  return numAffectedRows === 1n
}

/** Writes what was typed; the revision grows by one. @returns the documents, as they are under the lock */
export async function updateSaisie(
  tx: Tx,
  row: BrouillonRow,
  change: {
    saisie: Saisie
    page?: string
    le: Date
    definitionVersion?: string
    changements?: string[] | null
  },
): Promise<readonly PieceRecue[]> {
  const { pieces } = await tx
    .updateTable('brouillon')
    .set({
      saisie: JSON.stringify(change.saisie),
      revision: row.revision + 1,
      modifie_le: change.le,
      prevenu_le: null,
      ...(change.page === undefined ? {} : { page: change.page }),
      ...(change.definitionVersion === undefined ? {} : { definition_version: change.definitionVersion }),
      ...(change.changements === undefined
        ? {}
        : { changements: change.changements === null ? null : JSON.stringify(change.changements) }),
    })
    .where('id', '=', row.id)
    .returning(sql<PieceRecue[]>`${sql.raw(PIECES_RECUES)}`.as('pieces'))
    .executeTakeFirstOrThrow()
  return pieces
}
