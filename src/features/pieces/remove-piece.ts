import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { colonneDuTitulaire, type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import { lockPlace, type PiecesDeps } from './destination.ts'
import { releaseFichiers } from './erase-files.ts'
import { isPieceId } from './piece.ts'
import { PieceIntrouvable } from './refusals.ts'

/**
 * Takes a document back before it is sent. The place is locked as for a dépôt: what a dépôt counted stays.
 * @throws PieceIntrouvable
 */
export async function removePiece(
  deps: Pick<PiecesDeps, 'db' | 'clock'>,
  acteur: Titulaire,
  pieceId: string,
): Promise<void> {
  if (!isPieceId(pieceId)) throw new PieceIntrouvable()
  await inTransaction(deps.db, async (tx) => {
    const piece = await tx
      .selectFrom('piece')
      .select(['brouillon_id', 'complement_id'])
      .where('id', '=', pieceId)
      .where((eb) =>
        // Scans of a letter that answers a complement belong to the demande: a colleague may remove them too.
        eb.or([
          eb(colonneDuTitulaire(acteur), '=', titulaireId(acteur)),
          ...(acteur.kind === 'agent' ? [eb('complement_id', 'is not', null)] : []),
        ]),
      )
      .where('demande_id', 'is', null)
      .executeTakeFirst()
    if (!piece) throw new PieceIntrouvable()
    if (piece.brouillon_id) await lockPlace(tx, acteur, 'brouillon_id', piece.brouillon_id)
    else if (piece.complement_id) await lockPlace(tx, acteur, 'complement_id', piece.complement_id)
    const gone = await tx
      .deleteFrom('piece')
      .where('id', '=', pieceId)
      .where('demande_id', 'is', null)
      .returning('fichier_id')
      .executeTakeFirst()
    if (!gone) throw new PieceIntrouvable()
    await appendJournal(tx, { le: deps.clock.now(), acteur, action: 'piece.retiree', objetId: pieceId })
    await releaseFichiers(tx, [gone.fichier_id])
  })
}
