import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/db/database.ts'
import { FichierEndommage } from '../../platform/files/fichier-endommage.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import type { PiecesDeps } from './destination.ts'

/**
 * A content that this person sent before is not stored again. The file that is found is read and compared: one that is
 * damaged, or was found infected, is no help. It stays locked against its erasure until the end of the transaction.
 */
export async function findSameFichier(
  { files }: Pick<PiecesDeps, 'files'>,
  tx: Tx,
  acteur: UsagerActor,
  content: Buffer,
): Promise<{ id: string; sha256: Buffer } | undefined> {
  const sha256 = createHash('sha256').update(content).digest()
  const found = await tx
    .selectFrom('fichier')
    .select(['id', 'sha256', 'chemin', 'cle_enveloppee', 'cle_version'])
    .where('usager_id', '=', acteur.usagerId)
    .where('sha256', '=', sha256)
    .where('etat', '<>', 'infectee')
    .orderBy('id', 'desc')
    .limit(1)
    .forKeyShare()
    .executeTakeFirst()
  if (!found) return undefined
  try {
    const stored = await files.get({
      chemin: found.chemin,
      cleEnveloppee: found.cle_enveloppee,
      cleVersion: found.cle_version,
    })
    return stored.equals(content) ? found : undefined
  } catch (error) {
    if (error instanceof FichierEndommage) return undefined
    throw error
  }
}
