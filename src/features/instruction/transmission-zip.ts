import type { Readable } from 'node:stream'
import type { FileStore } from '../../platform/files/file-store.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { writeZip } from '../../platform/zip/write-zip.ts'
import type { DemandeRow } from '../demandes/index.ts'
import { nameOf, type PieceLue, type PieceVue, readPiece } from '../pieces/index.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { makeBordereau } from './documents/bordereau-pdf.ts'
import type { TransmissionFaite } from './transmission.query.ts'

export interface DossierDeps extends InstructionDeps {
  files: FileStore
  /** The acknowledgement: the demande with its answers, as it was filed. */
  accuseReceptionPdf: (demandeId: string) => Promise<Buffer>
}

/** All that the competent authority needs, in one file; each document that leaves is journaled as read by the agent. */
export function makeDossier(
  deps: DossierDeps,
  acteur: AgentActor,
  demande: DemandeRow,
  transmission: TransmissionFaite,
  pieces: readonly PieceVue[],
): Readable {
  return writeZip([
    { nom: 'bordereau.pdf', contenu: () => makeBordereau(deps, demande, transmission, pieces) },
    { nom: 'demande.pdf', contenu: () => deps.accuseReceptionPdf(demande.id) },
    ...pieces.map(({ id, nomFichier, genre }, i) => ({
      // The rank keeps two documents of one name apart.
      nom: `documents/${String(i + 1).padStart(2, '0')} ${nameOf(nomFichier, genre as PieceLue['genre']).replaceAll(/[/\\]/g, '_')}`,
      contenu: async () => (await readPiece(deps, acteur, id)).contenu,
    })),
  ])
}
