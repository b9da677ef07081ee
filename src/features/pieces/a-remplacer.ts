import type { PieceVue } from './pieces.query.ts'
import type { SortDePiece } from './verdicts.query.ts'

/** Whether an agent would not have this document, or nobody can: another one may be asked for. */
export const aRemplacer = (piece: PieceVue, sort: SortDePiece | undefined): boolean =>
  !sort?.remplacee &&
  (piece.refusee !== null || (sort?.verdict ? sort.verdict.verdict !== 'acceptee' : false))
