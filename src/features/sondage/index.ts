export { COOKIE_SONDAGE } from './cookie-sondage.ts'
export { sondageJobs } from './jobs.ts'
export { openExample } from './open-example.ts'
export { SondageBloc } from './pages/sondage-bloc.tsx'
export {
  AutreSondageOuvert,
  SondageFerme,
  SondageIntrouvable,
  SondageModifieEntreTemps,
  TropDeVotes,
} from './refusals.ts'
export { sondageRoutes } from './routes.tsx'
export { dernierSondage } from './sondage.query.ts'
export { newVisite } from './visite.ts'
