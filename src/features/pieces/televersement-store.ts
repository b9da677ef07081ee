import type { Tx } from '../../platform/db/database.ts'
import { colonneDuTitulaire, type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import { createTurnstile } from '../../platform/session/turnstile.ts'
import type { Lieu } from './destination.ts'
import { isPieceId } from './piece.ts'
import { PieceIntrouvable } from './refusals.ts'

/** An upload as its address names it. */
export interface Envoi {
  lieu: Lieu
  id: string
}

/**
 * Uploads hold a connection while the disk works, and up to three copies of a document in memory: a few at once, the
 * others wait, so that they can neither take every connection nor the memory of the process.
 */
export const inTurn = createTurnstile(4, 200)

/** An upload of this person at this place. @throws PieceIntrouvable */
export async function getUpload(tx: Tx, acteur: Titulaire, { lieu, id }: Envoi, lock: 'lock' | 'read') {
  if (!isPieceId(id)) throw new PieceIntrouvable()
  const query = tx
    .selectFrom('televersement')
    .select(['nom_fichier as nomFichier', 'recu', 'taille', 'piece_id as pieceId'])
    .where('id', '=', id)
    .where(colonneDuTitulaire(acteur), '=', titulaireId(acteur))
    .where(lieu.colonne, '=', lieu.id)
    .where('champ', '=', lieu.champ)
  const upload = await (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst()
  if (!upload) throw new PieceIntrouvable()
  return upload
}
