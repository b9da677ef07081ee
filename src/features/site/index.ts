export { PLAN } from './plan-du-site.ts'
export { siteRoutes } from './routes.tsx'
