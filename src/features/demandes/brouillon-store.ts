import { v7 as uuidv7 } from 'uuid'
import type { PieceRecue, Saisie } from '../../formulaire/definition.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { piecesRecues } from '../pieces/index.ts'
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

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

const rowOf = (base: Db | Tx, usagerId: string, id: string) => {
  if (!isUuid(id)) throw new BrouillonIntrouvable()
  return base
    .selectFrom('brouillon')
    .select(['id', 'demarche', 'definition_version', 'saisie', 'page', 'changements'])
    .select(['revision', 'modifie_le', 'demande_id'])
    .where('id', '=', id)
    .where('usager_id', '=', usagerId)
}

async function read(
  base: Db | Tx,
  row: Awaited<ReturnType<ReturnType<typeof rowOf>['executeTakeFirst']>>,
): Promise<BrouillonRow> {
  if (!row) throw new BrouillonIntrouvable()
  // Not by a join: a row that was waited for is read anew, the row that was joined to it is not.
  if (row.demande_id) throw new BrouillonDejaDepose(await referenceOf(base, row.demande_id))
  return {
    id: row.id,
    demarche: row.demarche,
    definitionVersion: row.definition_version,
    saisie: row.saisie as unknown as Saisie,
    page: row.page,
    revision: row.revision,
    changements: row.changements as string[] | null,
    modifieLe: row.modifie_le,
  }
}

const referenceOf = async (base: Db | Tx, demandeId: string): Promise<string> =>
  (await base.selectFrom('demande').select('reference').where('id', '=', demandeId).executeTakeFirstOrThrow())
    .reference

/** @throws BrouillonIntrouvable | BrouillonDejaDepose */
export async function getBrouillon(db: Db, usagerId: string, id: string): Promise<BrouillonAvecPieces> {
  const row = await rowOf(db, usagerId, id).select(piecesRecues.as('pieces')).executeTakeFirst()
  return { ...(await read(db, row)), pieces: row?.pieces ?? [] }
}

/** The same, with the row locked until the end of the transaction. */
export async function lockBrouillon(tx: Tx, usagerId: string, id: string): Promise<BrouillonRow> {
  return read(tx, await rowOf(tx, usagerId, id).forUpdate().executeTakeFirst())
}

export interface NewBrouillon {
  usagerId: string
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
      usager_id: brouillon.usagerId,
      demarche: brouillon.demarche,
      definition_version: brouillon.definitionVersion,
      saisie: JSON.stringify(brouillon.saisie),
      cree_le: brouillon.le,
      modifie_le: brouillon.le,
    })
    .execute()
  return id
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
    .returning(piecesRecues.as('pieces'))
    .executeTakeFirstOrThrow()
  return pieces
}
