export { IndisponiblePage } from './pages/indisponible-page.tsx'
export type { NavigateurQualifie } from './pages/navigateurs-page.tsx'
export { siteRoutes } from './routes.tsx'
