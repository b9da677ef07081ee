export { echantillons } from './courriels/echantillons.ts'
export { signalementsJobs } from './jobs.ts'
export { SignalementIntrouvable, TropDeSignalements } from './refusals.ts'
export { signalementsRoutes } from './routes.tsx'
