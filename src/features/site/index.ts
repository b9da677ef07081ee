export { type ConditionsGenerales, loadConditionsGenerales } from './conditions-generales.ts'
export { IndisponiblePage } from './pages/indisponible-page.tsx'
export { siteRoutes } from './routes.tsx'
