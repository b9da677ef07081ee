export {
  finishApplication,
  showApplication,
  startApplication,
} from './add-application.ts'
export { finishCle, startCle } from './add-cle.ts'
export { dropEpreuves, purgeEpreuves } from './epreuve-store.ts'
export { explainSecondStep, readReponse } from './explain-refusal.ts'
export type { Facteurs, Reponse, Titulaire } from './facteur.ts'
export { facteursDe, spendTotpStep } from './facteur-store.ts'
export type { FacteursDeps } from './facteurs-deps.ts'
export { ApplicationPage } from './pages/application-page.tsx'
export { AjoutDeCle, CleEnCoursPage, ListeDeCles } from './pages/cles.tsx'
export { CodesPage } from './pages/codes-page.tsx'
export { DeuxiemeEtapePage } from './pages/deuxieme-etape-page.tsx'
export { passSecondStep } from './pass-second-step.ts'
export { EpreuvePerimee, FacteurRefuse } from './refusals.ts'
export { removeApplication, removeCle } from './remove-facteur.ts'
export { renewCodes } from './renew-codes.ts'
export { type DeuxiemeEtape, showSecondStep, startSecondStep } from './second-step.ts'
