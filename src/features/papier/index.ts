export { SaisieIntrouvable } from './refusals.ts'
export { papierRoutes } from './routes.tsx'
