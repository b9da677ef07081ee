import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { erasePiecesOfBrouillons } from '../pieces/index.ts'
import { lockBrouillon } from './brouillon-store.ts'

/** Deletes a brouillon for good. @throws BrouillonIntrouvable | BrouillonDejaDepose */
export async function deleteBrouillon(
  deps: { db: Db; clock: Clock },
  acteur: UsagerActor,
  id: string,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await lockBrouillon(tx, acteur.usagerId, id)
    await erasePiecesOfBrouillons(tx, [id])
    await tx.deleteFrom('brouillon').where('id', '=', id).execute()
    await appendJournal(tx, { le: deps.clock.now(), acteur, action: 'brouillon.supprime', objetId: id })
  })
}
