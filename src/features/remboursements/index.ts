export { countATraiter } from './a-traiter.query.ts'
export { echantillons } from './courriels/echantillons.ts'
export { FAITS_DE_REMBOURSEMENT } from './faits-en-mots.ts'
export { remboursementsJobs } from './jobs.ts'
export { PaiementSection } from './pages/paiement-section.tsx'
export { type PaiementPourAgent, paiementPourAgent } from './paiement-pour-agent.query.ts'
export {
  PrestataireMuet,
  QuatreYeux,
  RemboursementChange,
  RemboursementIntrouvable,
  RienARendre,
} from './refusals.ts'
export { remboursementsRoutes } from './routes.tsx'
