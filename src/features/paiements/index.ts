export { computeDu, type Du } from './compute-du.ts'
export { conflitDe } from './conflit.ts'
export { echantillons } from './courriels/echantillons.ts'
export { type APayerDesormais, type DecisionDuDu, decideDu } from './decide-du.ts'
export { decidePaiement, type PaiementRelu, relisPaiement } from './decide-paiement.ts'
export {
  attendUnHumain,
  type Choix,
  choixDe,
  DECISIONS_DE_PAIEMENT,
  type DecisionDePaiement,
} from './decision-de-paiement.ts'
export { createRecuDePaiement } from './documents/recu-de-paiement.ts'
export { duAtDepot, duOfDemande } from './du.query.ts'
export { FAITS_DE_PAIEMENT } from './faits-en-mots.ts'
export { freezeDuOfDepot } from './freeze-du.ts'
export { gardesDe } from './gardes.query.ts'
export { isPaying } from './is-paying.ts'
export { isToPay } from './is-to-pay.ts'
export { paiementsJobs } from './jobs.ts'
export { keepInsteadOfCheque } from './keep-instead-of-cheque.ts'
export { type LigneGelee, readLignes } from './lignes-gelees.ts'
export { lockPaiement, type PaiementRow } from './lock-paiement.ts'
export { markImpaye } from './mark-impaye.ts'
export { commentPayer, jusquAQuand, nomDeLigne, titreDuPaiement } from './mots-du-paiement.ts'
export { noteSurplusOf } from './note-surplus.ts'
export { APayerSection } from './pages/a-payer-section.tsx'
export { DuEncadre } from './pages/du-encadre.tsx'
export { type StatutDePaiement, statutsDePaiement } from './paiement.ts'
export { findPaiement, type PaiementVue } from './paiements.query.ts'
export type { PaiementsDeps } from './paiements-deps.ts'
export type { ConfigPayline } from './payline/config-payline.ts'
export { createPayline } from './payline/payline.ts'
export {
  type Lecture,
  type PaymentProvider,
  PrestataireInjoignable,
  type Restitution,
  type RestitutionLue,
} from './prestataire.ts'
export { receiveCheque } from './receive-cheque.ts'
export {
  DecisionFermee,
  DejaPaye,
  MontantChange,
  PaiementDejaRegle,
  PaiementImpossible,
  PaiementIntrouvable,
  RienAPayer,
} from './refusals.ts'
export { resteAPayer } from './reste-a-payer.ts'
export { paiementsRoutes } from './routes.tsx'
export { settlePaiement } from './settle-paiement.ts'
