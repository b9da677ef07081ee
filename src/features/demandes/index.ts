export { applyActe, type DemandeRow, lockDemande } from './apply-acte.ts'
export { createChampDePiece } from './champ-de-piece.ts'
export {
  attendBloquant,
  attendus,
  attenteDe,
  champDElement,
  type ElementDemande,
  type ElementsJson,
  type ElementVue,
  elementsVus,
  IMPLICITE_AVANT,
  RECUS,
} from './complement.ts'
export { boutonDemande, type CourrielDeDemande, joindre } from './courriels/blocs.ts'
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
export { HorlogesLegales } from './pages/horloges-legales.tsx'
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
  MotifsNonDus,
  RienAAttester,
  TropDeBrouillons,
} from './refusals.ts'
export { demandesRoutes } from './routes.tsx'
export { SILENCE, type SilenceJson, type SilenceVue, silenceOf } from './silence.ts'
export { documentsDuFormulaire, summariseDemande } from './summarise-demande.ts'
export { etapeEnMots } from './timeline.ts'
export { type DemandeDatee, type Niveau, type Raison, SEUILS, urgenceDe } from './urgence.ts'
