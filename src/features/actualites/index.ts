export { type ActualiteEnListe, dernieresActualites } from './actualites.query.ts'
export { ActualitesBloc } from './pages/actualites-bloc.tsx'
export { ActualiteIntrouvable, ActualiteModifieeEntreTemps } from './refusals.ts'
export { actualitesRoutes } from './routes.tsx'
