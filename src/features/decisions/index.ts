export { type ConsultDecision, createConsultDecision } from './consult-decision.ts'
export { echantillons } from './courriels/echantillons.ts'
export type { LettresDActes } from './decisions-web.ts'
export { createDecisionPdfs, type DecisionPdfs, type PartieImprimee } from './documents/decision-pdf.ts'
export { decisionsJobs } from './jobs.ts'
export { modeleDe } from './modele-de-decision.ts'
export {
  decideAll,
  type PartieDecidee,
  type PartieDemandee,
  parPersonne,
  partiesDemandees,
} from './parties.ts'
export { recordDecision } from './record-decision.ts'
export { DecideurAnonyme, DecisionIntrouvable } from './refusals.ts'
export { decisionsRoutes } from './routes.tsx'
export { champsDesParties, type Erreurs, readParties } from './saisie-de-decision.ts'
export { deriveSens, sensEnMots } from './sens-de-decision.ts'
