import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { PiecesDeps } from '../pieces/index.ts'
import type { SubmitDeps } from './submit-demande.ts'

export interface DemandesDeps extends SubmitDeps, Pick<PiecesDeps, 'files' | 'champDePiece'> {
  collectivite: Collectivite
  /** The acknowledgement as a PDF. */
  accuseReceptionPdf: (demandeId: string) => Promise<Buffer>
}
