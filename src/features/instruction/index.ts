export { acceptDemande } from './accept-demande.ts'
export type { ActeRecu, InstructionDeps } from './acte-d-agent.ts'
export {
  type Erreurs,
  parseComplement,
  parseMotivation,
  parseTexteLibre,
} from './acte-saisie.ts'
export { faitEnMots, statutsEnMots } from './actes-labels.ts'
export { closeDemande } from './close-demande.ts'
export { echantillons } from './courriels/echantillons.ts'
export type { Entourage } from './entourage.ts'
export { jourCourt, momentCourt } from './jours.ts'
export { createLettresDActes } from './lettres-d-actes.ts'
export { StatutTag } from './pages/statut-tag.tsx'
export { AcceptationImpliciteNee, PieceJugeeEntreTemps, PieceRemplacee } from './refusals.ts'
export { requestComplement } from './request-complement.ts'
export { instructionRoutes } from './routes.tsx'
export { takeDemande } from './take-demande.ts'
export { createTellDemandeurPapier, tellDemandeurPapier } from './tell-demandeur-papier.ts'
export { transmissionRoutes } from './transmission-routes.tsx'
export { writeLettre } from './write-lettre.ts'
