import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import { FichierEndommage } from '../../platform/files/fichier-endommage.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { PiecesDeps } from './destination.ts'
import type { FichierRow } from './read-fichier.ts'

const BATCH = 500

export type RotationDeps = Pick<PiecesDeps, 'db' | 'clock' | 'files'>

export interface Rotation {
  /** The version that seals now. */
  version: number
  scellees: number
  /** Files whose sealed key is damaged: left as they are. */
  endommages: readonly string[]
}

/**
 * Seals the key of every file under the current master key, a batch a transaction, while people read and write. The
 * contents are not touched. It may be stopped anywhere and begun again: what is done is done. It ends when a whole
 * pass finds nothing left, so that what a process not yet restarted wrote meanwhile is taken too.
 * @throws Error when a version in use is not configured
 */
export async function rotateKeys(deps: RotationDeps, batch = BATCH): Promise<Rotation> {
  const version = deps.files.cleVersion
  const endommages = new Set<string>()
  let scellees = 0
  for (;;) {
    const pass = await onePass(deps, endommages, batch)
    scellees += pass
    if (pass === 0) return { version, scellees, endommages: [...endommages] }
  }
}

/** @returns how many keys it sealed */
async function onePass(deps: RotationDeps, endommages: Set<string>, batch: number): Promise<number> {
  let scellees = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await deps.db
      .selectFrom('fichier')
      .select(['id', 'chemin', 'cle_enveloppee', 'cle_version'])
      .where('id', '>', after)
      .where('cle_version', '<>', deps.files.cleVersion)
      .orderBy('id')
      .limit(batch)
      .execute()
    const last = rows.at(-1)
    if (!last) return scellees
    after = last.id
    scellees += await sealBatch(deps, rows, endommages)
  }
}

async function sealBatch(
  deps: RotationDeps,
  rows: readonly FichierRow[],
  endommages: Set<string>,
): Promise<number> {
  const sealed = rows.flatMap((row) => {
    const rewrapped = rewrap(deps, row)
    if (rewrapped === 'damaged') endommages.add(row.id)
    return rewrapped === undefined || rewrapped === 'damaged' ? [] : [{ row, cle: rewrapped }]
  })
  if (sealed.length === 0) return 0
  return inTransaction(deps.db, async (tx) => {
    // Only over the very key that was opened: a row that changed meanwhile is left for the next pass.
    const { numAffectedRows } =
      await sql`update fichier f set cle_enveloppee = n.cle, cle_version = ${deps.files.cleVersion}
      from unnest(${sealed.map(({ row }) => row.id)}::uuid[], ${sealed.map(({ row }) => row.cle_enveloppee)}::bytea[],
        ${sealed.map(({ cle }) => cle)}::bytea[]) as n (id, avant, cle)
      where f.id = n.id and f.cle_enveloppee = n.avant`.execute(tx)
    const nombre = Number(numAffectedRows ?? 0n)
    await appendJournal(tx, {
      le: deps.clock.now(),
      acteur: { kind: 'systeme' },
      action: 'fichiers.cles-scellees',
      donnees: { version: deps.files.cleVersion, nombre },
    })
    return nombre
  })
}

function rewrap({ files }: RotationDeps, row: FichierRow): Buffer | 'damaged' | undefined {
  try {
    return files.rewrap({
      chemin: row.chemin,
      cleEnveloppee: row.cle_enveloppee,
      cleVersion: row.cle_version,
    })?.cleEnveloppee
  } catch (error) {
    if (error instanceof FichierEndommage) return 'damaged'
    throw error
  }
}
