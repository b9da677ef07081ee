export { attachComplementPieces, attachPieces } from './attach-pieces.ts'
export type { PiecesDeps } from './destination.ts'
export { erasePiecesOfBrouillons } from './erase-files.ts'
export { piecesJobs } from './jobs.ts'
export { etats as etatsDePiece, openToAgents } from './piece.ts'
export {
  PIECES_RECUES,
  type PieceVue,
  piecesOfBrouillon,
  piecesOfComplement,
  piecesOfDemande,
} from './pieces.query.ts'
export { readPiece } from './read-piece.ts'
export { PieceIntrouvable } from './refusals.ts'
export { removePiece } from './remove-piece.ts'
export { piecesRoutes } from './routes.ts'
