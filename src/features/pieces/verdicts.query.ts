import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { MotifDeRefus, Verdict } from './verdict.ts'

/** What is known of a document of a demande beside itself. */
export interface SortDePiece {
  pieceId: string
  /** The verdict that counts: the last one. */
  verdict: { id: string; verdict: Verdict; motif: MotifDeRefus | null; precisions: string; le: Date } | null
  /** Whether another document took its place. */
  remplacee: boolean
}

/** The verdicts and replacements of the documents of a demande that have any, in one round trip. */
export async function sortsOfPieces(
  db: Db | Tx,
  demandeId: string,
): Promise<ReadonlyMap<string, SortDePiece>> {
  const { rows } = await sql<
    Omit<SortDePiece, 'verdict'> & Row
  >`select p.id as "pieceId", v.id, v.verdict, v.motif,
      v.precisions, v.le, exists (select from piece n where n.remplace_id = p.id) as remplacee
    from piece p left join lateral (select * from verdict_piece v where v.piece_id = p.id
      order by v.le desc, v.id desc limit 1) v on true
    where p.demande_id = ${demandeId}`.execute(db)
  return new Map(
    rows.map(({ pieceId, remplacee, ...row }) => [
      pieceId,
      { pieceId, remplacee, verdict: row.id === null ? null : row },
    ]),
  )
}

type Row =
  | { id: null }
  | { id: string; verdict: Verdict; motif: MotifDeRefus | null; precisions: string; le: Date }
