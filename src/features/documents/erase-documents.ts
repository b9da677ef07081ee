import type { Tx } from '../../platform/db/database.ts'
import { releaseFichiers } from '../pieces/index.ts'

/** With an account: everything that « Mes documents » kept. What demandes were sent with stays with them. */
export async function eraseDocuments(tx: Tx, usagerId: string): Promise<void> {
  const gone = await tx
    .deleteFrom('document')
    .where('usager_id', '=', usagerId)
    .returning('fichier_id')
    .execute()
  await releaseFichiers(
    tx,
    gone.map(({ fichier_id }) => fichier_id),
  )
}
