export { answerIn } from './answer-conditions.ts'
export { conditionsOf } from './conditions-a-lire.query.ts'
export { ADRESSE_DE_PAIEMENT, type Facts, factsOf } from './facts.ts'
export { publishDelivered } from './publish-delivered.ts'
export {
  ConditionsAAccepter,
  ConditionsChangees,
  TexteModifieEntreTemps,
  VersionIntrouvable,
} from './refusals.ts'
export { createRenderVersion, type RenderVersion } from './render-version.ts'
export { type ConditionsAcceptees, requireAccepted } from './require-accepted.ts'
export { conditionsRoutes } from './routes.tsx'
export { GENERAL } from './texte.ts'
export { loadTextesLivres, type TexteLivre } from './textes-livres.ts'
export { acceptInForce, insertReponse, numeroEnVigueur } from './version-store.ts'
