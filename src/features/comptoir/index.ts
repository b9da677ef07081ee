export { createEntourage } from './entourage.tsx'
export { comptoirJobs } from './jobs.ts'
export {
  AttributionChangee,
  CollegueIntrouvable,
  DemandeTerminee,
  DemarcheNonConfiee,
  FiltreIntrouvable,
  LotIntrouvable,
} from './refusals.ts'
export { comptoirRoutes } from './routes.tsx'
