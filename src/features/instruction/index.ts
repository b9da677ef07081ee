export { echantillons } from './courriels/echantillons.ts'
export { instructionRoutes } from './routes.tsx'
