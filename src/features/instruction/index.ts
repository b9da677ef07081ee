export { echantillons } from './courriels/echantillons.ts'
export { instructionRoutes } from './routes.tsx'
export { transmissionRoutes } from './transmission-routes.tsx'
