import { inTransaction } from '../../platform/db/database.ts'
import { FichierEndommage } from '../../platform/files/fichier-endommage.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { PiecesDeps } from './destination.ts'
import { PieceIntrouvable } from './refusals.ts'

/** A row of `fichier`, as far as its content goes. */
export interface FichierRow {
  id: string
  chemin: string
  cle_enveloppee: Buffer
  cle_version: number
}

type Deps = Pick<PiecesDeps, 'db' | 'clock' | 'files'>

/**
 * The content of a file, whole and proved undamaged. The row may have been read before its key was sealed anew: what
 * does not open is read again as long as its row changed. What is damaged leaves a line in the journal.
 * @throws FichierEndommage a fault, never a part of the content
 * @throws PieceIntrouvable when the file went meanwhile
 */
export async function readFichier(deps: Deps, row: FichierRow): Promise<Buffer> {
  try {
    return await deps.files.get({
      chemin: row.chemin,
      cleEnveloppee: row.cle_enveloppee,
      cleVersion: row.cle_version,
    })
  } catch (error) {
    const now = await reread(deps, row.id)
    if (now.cle_version !== row.cle_version || !now.cle_enveloppee.equals(row.cle_enveloppee))
      return readFichier(deps, now)
    if (error instanceof FichierEndommage) await noteDamage(deps, row.id)
    throw error
  }
}

async function reread({ db }: Deps, id: string): Promise<FichierRow> {
  const row = await db
    .selectFrom('fichier')
    .select(['id', 'chemin', 'cle_enveloppee', 'cle_version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new PieceIntrouvable()
  return row
}

const noteDamage = ({ db, clock }: Deps, id: string): Promise<void> =>
  inTransaction(db, (tx) =>
    appendJournal(tx, {
      le: clock.now(),
      acteur: { kind: 'systeme' },
      action: 'fichier.endommage',
      objetId: id,
    }),
  )
