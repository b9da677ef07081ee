export { aPayer } from './a-payer.ts'
export { applyActe, type DemandeRow, type EndAvis, type FinDAvis, lockDemande } from './apply-acte.ts'
export {
  DIFFEREE,
  type DiffereeVue,
  deferAsBefore,
  deferAttribution,
  dropAttribution,
  findManque,
  type Manque,
} from './attribution-differee.ts'
export { autosave, pageSent } from './autosave.ts'
export { insertBrouillon, lockBrouillon } from './brouillon-store.ts'
export { createChampDePiece } from './champ-de-piece.ts'
export { addEnfant, removeEnfant } from './change-instances.ts'
export {
  attendBloquant,
  attendus,
  attenteDe,
  champDElement,
  documentsAttendus,
  type ElementDemande,
  type ElementsJson,
  type ElementVue,
  elementsVus,
  IMPLICITE_AVANT,
  nomDeReponse,
  RECUS,
} from './complement.ts'
export { computeDelaisHabituels } from './compute-delais-habituels.ts'
export { mentionsLegales } from './courriels/accuse-reception.ts'
export { boutonDemande, type CourrielDeDemande, DITES_LE_NOUS, joindre } from './courriels/blocs.ts'
export { echantillons } from './courriels/echantillons.ts'
export { createDelaiDesComplements } from './delai-des-complements.ts'
export {
  type Acte,
  allowedActes,
  isAllowed,
  isFinal,
  STATUTS,
  type Statut,
  statuts,
  transitions,
} from './demande.ts'
export { createAccuseReceptionPdf } from './documents/accuse-reception-pdf.ts'
export { APRES_LA_DATE, effetEnMots } from './effet-du-complement.ts'
export { effetsDeLaTransmission } from './effets-de-la-transmission.ts'
export { findForAgent } from './find-for-agent.ts'
export { demandesJobs } from './jobs.ts'
export { cleDeBeneficiaire, MEME_CAMPAGNE_JOURS } from './note-beneficiaires.ts'
export { noteDepot } from './note-depot.ts'
export type { NouvelleSurPapier, TellDemandeurPapier } from './nouvelle-sur-papier.ts'
export { EffetDeLaDecision } from './pages/effet-de-la-decision.tsx'
export { HorlogesLegales } from './pages/horloges-legales.tsx'
export { PageDeFormulaire } from './pages/page-de-formulaire.tsx'
export { ResumeView } from './pages/resume-view.tsx'
export {
  type BrouillonDeps,
  type BrouillonOuvert,
  formulaireDe,
  openBrouillon,
} from './parcours-de-brouillon.ts'
export { readReponses } from './read-reponses.ts'
export { type ReponseAuComplement, type RienEnvoye, receiveComplement } from './receive-complement.ts'
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
export { savePage, withPage } from './save-page.ts'
export { SILENCE, type SilenceJson, type SilenceVue, silenceOf } from './silence.ts'
export { insertDemande, piecesAtteintes } from './submit-demande.ts'
export { documentsDuFormulaire, summariseDemande } from './summarise-demande.ts'
export { etapeEnMots } from './timeline.ts'
export { type DemandeDatee, type Niveau, SEUILS } from './urgence.ts'
export { urgenceEnMots } from './urgence-en-mots.ts'
