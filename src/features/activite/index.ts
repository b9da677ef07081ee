export { activiteRoutes } from './routes.tsx'
