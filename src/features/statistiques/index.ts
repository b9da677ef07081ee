export { countStatistiques } from './count-statistiques.ts'
export { statistiquesJobs } from './jobs.ts'
export { statistiquesRoutes } from './routes.tsx'
