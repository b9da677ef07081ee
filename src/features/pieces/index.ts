export { aRemplacer } from './a-remplacer.ts'
export { countLateAnalyses } from './analyses-en-retard.ts'
export { APERCUS, type ApercusDePiece, apercusOfDemande } from './apercus.query.ts'
export { attachFichier, type Reprise } from './attach-fichier.ts'
export { attachElementPieces, attachPieces, champsEnAttente, moveElementPieces } from './attach-pieces.ts'
export { checkKeys, mayRemoveOldKeys } from './check-keys.ts'
export { echantillons } from './courriels/echantillons.ts'
export type { PiecesDeps } from './destination.ts'
export { eraseChunks, erasePiecesOfBrouillons, releaseFichiers } from './erase-files.ts'
export { piecesJobs } from './jobs.ts'
export { EtatDePieceTag } from './pages/etat-de-piece.tsx'
export { PagesDePiece } from './pages/pages-de-piece.tsx'
export {
  alertesEnMots,
  type EtatDePiece,
  etats as etatsDePiece,
  isPieceId,
  MAX_DOCUMENTS,
  mayOpenFile,
  openToAgents,
  REUTILISABLES,
} from './piece.ts'
export { refusWhenClasseurFull } from './piece-store.ts'
export {
  PIECES_RECUES,
  type PieceVue,
  piecesOfBrouillon,
  piecesOfComplement,
  piecesOfDemande,
  REFUSEE,
  recuesDe,
} from './pieces.query.ts'
export { readPageOf } from './read-apercu.ts'
export { readFichier } from './read-fichier.ts'
export { downloadHeaders, nameOf, type PieceLue, readPiece } from './read-piece.ts'
export { PieceEnAnalyse, PieceIntrouvable, PieceRefusee } from './refusals.ts'
export { removePiece } from './remove-piece.ts'
export { rotateKeys } from './rotate-keys.ts'
export { piecesRoutes } from './routes.ts'
export { MOTIFS, type MotifDeRefus, motifsEnMots, VERDICTS, type Verdict, verdictsEnMots } from './verdict.ts'
export { type SortDePiece, sortsOfPieces } from './verdicts.query.ts'
