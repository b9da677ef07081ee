export { applyActe, type DemandeRow, lockDemande } from './apply-acte.ts'
export { createChampDePiece } from './champ-de-piece.ts'
export { echantillons } from './courriels/echantillons.ts'
export { delaiDesComplements } from './delai-des-complements.ts'
export {
  type Acte,
  allowedActes,
  isAllowed,
  STATUTS,
  type Statut,
  statuts,
  transitions,
} from './demande.ts'
export { createAccuseReceptionPdf } from './documents/accuse-reception-pdf.ts'
export { demandesJobs } from './jobs.ts'
export { normaliseRecherche } from './recherche.ts'
export {
  ActeImpossible,
  BrouillonDejaDepose,
  BrouillonIntrouvable,
  BrouillonModifieAilleurs,
  DemandeIncomplete,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  DemarcheFermee,
  TropDeBrouillons,
} from './refusals.ts'
export { demandesRoutes } from './routes.tsx'
export { summariseDemande } from './summarise-demande.ts'
export { etapeEnMots } from './timeline.ts'
