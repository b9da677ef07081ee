export { EnfantIntrouvable, FoyerPlein } from './refusals.ts'
export { informationsRoutes } from './routes.tsx'
