export { faitEnMots } from './actes-labels.ts'
export { echantillons } from './courriels/echantillons.ts'
export { instructionRoutes } from './routes.tsx'
