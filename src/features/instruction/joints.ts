import type { Db } from '../../platform/db/database.ts'
import { type DocumentEnvoye, documentsEnvoyes } from '../echanges/index.ts'
import { mayOpenFile, type PieceVue, piecesOfDemande } from '../pieces/index.ts'

/** The documents of a demande as another authority is sent them. */
export interface Joints {
  pieces: readonly PieceVue[]
  /** Those of the messages that were sent, both ways. */
  deMessages: readonly DocumentEnvoye[]
  /** The names of those that stay: they could hurt, or nobody knows yet. */
  restent: readonly string[]
}

/** What goes with a demande: no document that an agent may not open. */
export async function jointsOf(db: Db, demandeId: string): Promise<Joints> {
  const [pieces, deMessages] = await Promise.all([
    piecesOfDemande(db, demandeId),
    documentsEnvoyes(db, demandeId),
  ])
  return {
    pieces: pieces.filter(mayOpenFile),
    deMessages: deMessages.filter(mayOpenFile),
    restent: [...pieces, ...deMessages]
      .filter((one) => !mayOpenFile(one))
      .map(({ nomFichier }) => nomFichier),
  }
}
