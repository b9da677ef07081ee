export { IndisponiblePage } from './pages/indisponible-page.tsx'
export { PLAN } from './plan-du-site.ts'
export { siteRoutes } from './routes.tsx'
