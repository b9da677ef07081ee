export { countLateAnalyses } from './analyses-en-retard.ts'
export { type ApercusDePiece, apercusOfDemande } from './apercus.query.ts'
export { attachComplementPieces, attachPieces } from './attach-pieces.ts'
export { echantillons } from './courriels/echantillons.ts'
export type { PiecesDeps } from './destination.ts'
export { erasePiecesOfBrouillons } from './erase-files.ts'
export { piecesJobs } from './jobs.ts'
export { Apercus } from './pages/apercus.tsx'
export { alertesEnMots, etats as etatsDePiece, mayOpenFile } from './piece.ts'
export {
  PIECES_RECUES,
  type PieceVue,
  piecesOfBrouillon,
  piecesOfComplement,
  piecesOfDemande,
  recuesDe,
} from './pieces.query.ts'
export { PieceIntrouvable } from './refusals.ts'
export { removePiece } from './remove-piece.ts'
export { piecesRoutes } from './routes.ts'
