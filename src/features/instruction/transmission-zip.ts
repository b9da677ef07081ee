import type { Readable } from 'node:stream'
import type { FileStore } from '../../platform/files/file-store.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { writeZip } from '../../platform/zip/write-zip.ts'
import type { DemandeRow } from '../demandes/index.ts'
import { readDocument } from '../echanges/index.ts'
import { nameOf, type PieceLue, readPiece } from '../pieces/index.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { makeBordereau } from './documents/bordereau-pdf.ts'
import type { Joints } from './joints.ts'
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
  joints: Joints,
): Readable {
  return writeZip([
    { nom: 'bordereau.pdf', contenu: () => makeBordereau(deps, demande, transmission, joints) },
    { nom: 'demande.pdf', contenu: () => deps.accuseReceptionPdf(demande.id) },
    ...joints.pieces.map((piece, i) => ({
      nom: `documents/${nomDe(piece, i)}`,
      contenu: async () => (await readPiece(deps, acteur, piece.id)).contenu,
    })),
    ...joints.deMessages.map((document, i) => ({
      nom: `messages/${nomDe(document, i)}`,
      contenu: async () => (await readDocument(deps, acteur, document.id)).contenu,
    })),
  ])
}

/** The rank keeps two documents of one name apart. */
const nomDe = ({ nomFichier, genre }: { nomFichier: string; genre: string }, i: number): string =>
  `${String(i + 1).padStart(2, '0')} ${nameOf(nomFichier, genre as PieceLue['genre']).replaceAll(/[/\\]/g, '_')}`
