import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import type { LectureDeps } from '../echanges/index.ts'
import type { PiecesDeps } from '../pieces/index.ts'
import type { EndAvis } from './apply-acte.ts'
import type { SubmitDeps } from './submit-demande.ts'

export interface DemandesDeps extends SubmitDeps, Pick<PiecesDeps, 'files' | 'champDePiece'>, LectureDeps {
  collectivite: Collectivite
  endAvis: EndAvis
  /** The acknowledgement as a PDF. */
  accuseReceptionPdf: (demandeId: string) => Promise<Buffer>
  /** Notes that the person opened their decision. */
  consultDecision: (acteur: UsagerActor, decisionId: string) => Promise<void>
}
