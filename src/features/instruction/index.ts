export { faitEnMots } from './actes-labels.ts'
export { echantillons } from './courriels/echantillons.ts'
export { PieceJugeeEntreTemps, PieceRemplacee } from './refusals.ts'
export { instructionRoutes } from './routes.tsx'
