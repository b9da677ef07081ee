export { mesServicesRoutes } from './routes.tsx'
