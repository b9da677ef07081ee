export { instructionRoutes } from './routes.tsx'
