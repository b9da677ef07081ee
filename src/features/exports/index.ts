export { exportsJobs } from './jobs.ts'
export { ExportIntrouvable } from './refusals.ts'
export { exportsRoutes } from './routes.tsx'
