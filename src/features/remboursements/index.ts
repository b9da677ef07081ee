export { echantillons } from './courriels/echantillons.ts'
export { FAITS_DE_REMBOURSEMENT } from './faits-en-mots.ts'
export { remboursementsJobs } from './jobs.ts'
