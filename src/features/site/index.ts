export { IndisponiblePage } from './pages/indisponible-page.tsx'
export { siteRoutes } from './routes.tsx'
