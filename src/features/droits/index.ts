export { droitsRoutes } from './routes.tsx'
