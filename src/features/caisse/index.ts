export { echantillons } from './courriels/echantillons.ts'
export { caisseJobs } from './jobs.ts'
export { ClotureImpossible, EcritureIntrouvable } from './refusals.ts'
export { caisseRoutes } from './routes.tsx'
export {
  type AncreDeCaisse,
  type RuptureDeCaisse,
  verifyCaisse,
} from './verify-caisse.ts'
