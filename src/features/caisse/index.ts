export { caisseRoutes } from './routes.tsx'
