import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/db/database.ts'
import { FichierEndommage } from '../../platform/files/fichier-endommage.ts'
import { colonneDuTitulaire, type Titulaire, titulaireId } from '../../platform/session/titulaire.ts'
import type { PiecesDeps } from './destination.ts'
import { REUTILISABLES } from './piece.ts'

/**
 * A content that this person (or this agent) sent before is not stored again. The file that is found is read, which proves it whole (an
 * image was drawn anew since: its bytes are others): one that is damaged, or that could not be used, is no help. It stays
 * locked against its erasure until the end of the transaction.
 */
export async function findSameFichier(
  { files }: Pick<PiecesDeps, 'files'>,
  tx: Tx,
  acteur: Titulaire,
  content: Buffer,
): Promise<{ id: string; sha256: Buffer } | undefined> {
  const sha256 = createHash('sha256').update(content).digest()
  const found = await tx
    .selectFrom('fichier')
    .select(['id', 'sha256', 'chemin', 'cle_enveloppee', 'cle_version'])
    .where(colonneDuTitulaire(acteur), '=', titulaireId(acteur))
    .where('sha256', '=', sha256)
    .where('etat', 'in', REUTILISABLES)
    .orderBy('id', 'desc')
    .limit(1)
    .forKeyShare()
    .executeTakeFirst()
  if (!found) return undefined
  try {
    await files.get({
      chemin: found.chemin,
      cleEnveloppee: found.cle_enveloppee,
      cleVersion: found.cle_version,
    })
    return found
  } catch (error) {
    if (error instanceof FichierEndommage) return undefined
    throw error
  }
}
