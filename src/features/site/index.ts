export type { NavigateurQualifie } from './pages/navigateurs-page.tsx'
export { PLAN } from './plan-du-site.ts'
export { siteRoutes } from './routes.tsx'
