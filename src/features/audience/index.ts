export { type Compteurs, openCompteurs } from './compteurs.ts'
export { audienceJobs } from './jobs.ts'
export { createPagesMesurees, type PagesMesurees } from './pages-mesurees.ts'
export { audienceRoutes } from './routes.tsx'
