import { inTransaction } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import {
  attachFichier,
  isPieceId,
  PieceRefusee,
  type PiecesDeps,
  REUTILISABLES,
  type Reprise,
} from '../pieces/index.ts'
import { fileNameOf } from './file-name-of.ts'
import { DocumentIntrouvable, DocumentRefuse } from './refusals.ts'

/**
 * « Reprendre »: a document that the person keeps goes into a demande with its file, as it is: what its analysis found
 * holds there too. Twice in the same place is once.
 * @throws DocumentIntrouvable | DocumentRefuse | PieceIntrouvable (the place)
 */
export async function reuseDocument(
  deps: Pick<PiecesDeps, 'db' | 'clock' | 'champDePiece'>,
  acteur: UsagerActor,
  documentId: string,
  destination: Reprise,
): Promise<void> {
  if (!isPieceId(documentId)) throw new DocumentIntrouvable()
  await inTransaction(deps.db, async (tx) => {
    const found = await tx
      .selectFrom('document')
      .innerJoin('fichier', 'fichier.id', 'document.fichier_id')
      .select(['document.nom', 'fichier.id as fichierId', 'fichier.genre'])
      .where('document.id', '=', documentId)
      .where('document.usager_id', '=', acteur.usagerId)
      .where('fichier.etat', 'in', REUTILISABLES)
      .executeTakeFirst()
    if (!found) throw new DocumentIntrouvable()
    try {
      await attachFichier(deps, tx, acteur, destination, {
        ...found,
        nom: fileNameOf(found.nom, found.genre),
      })
    } catch (error) {
      throw error instanceof PieceRefusee ? new DocumentRefuse(error.erreur) : error
    }
  })
}
