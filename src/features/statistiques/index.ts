export { statistiquesJobs } from './jobs.ts'
export { statistiquesRoutes } from './routes.tsx'
