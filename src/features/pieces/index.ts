export { attachFichier } from './attach-fichier.ts'
export { attachComplementPieces, attachPieces } from './attach-pieces.ts'
export { checkKeys, mayRemoveOldKeys } from './check-keys.ts'
export type { Destination, PiecesDeps } from './destination.ts'
export { erasePiecesOfBrouillons, releaseFichiers } from './erase-files.ts'
export { piecesJobs } from './jobs.ts'
export { type EtatDePiece, etats as etatsDePiece, isPieceId, MAX_DOCUMENTS, openToAgents } from './piece.ts'
export { refusWhenClasseurFull } from './piece-store.ts'
export {
  PIECES_RECUES,
  type PieceVue,
  piecesOfBrouillon,
  piecesOfComplement,
  piecesOfDemande,
} from './pieces.query.ts'
export { readFichier } from './read-fichier.ts'
export { downloadHeaders, type PieceLue } from './read-piece.ts'
export { PieceIntrouvable, PieceRefusee } from './refusals.ts'
export { removePiece } from './remove-piece.ts'
export { rotateKeys } from './rotate-keys.ts'
export { piecesRoutes } from './routes.ts'
