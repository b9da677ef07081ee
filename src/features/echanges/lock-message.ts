import type { Tx } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import type { LectureDeps } from './echanges-deps.ts'
import { auteurOf, type Correspondant, type DemandeDEchange, findDemande } from './find-demande.ts'
import { closedSince } from './message.ts'
import { EchangeIntrouvable } from './refusals.ts'

/**
 * For the uploads: opens the message that a page began, or locks it until the end of the transaction.
 * @returns false when it is not theirs to write, or was sent
 */
export const createLockMessage =
  ({ clock, reglesDEchange }: Pick<LectureDeps, 'clock' | 'reglesDEchange'>) =>
  async (tx: Tx, acteur: Correspondant, reference: string, id: string): Promise<boolean> => {
    if (!isUuid(id)) return false
    try {
      const demande = await findDemande(tx, acteur, reference)
      const now = clock.now()
      if (demande.usagerId === null || closedSince(demande, reglesDEchange, now)) return false
      return (await openMessage(tx, acteur, { demande, id, le: now })) !== undefined
    } catch (error) {
      if (error instanceof EchangeIntrouvable) return false
      throw error
    }
  }

/**
 * The row of a message that is being written, made if nobody made it, and locked.
 * @returns undefined when it was sent, or is another’s
 */
export async function openMessage(
  tx: Tx,
  acteur: Correspondant,
  { demande, id, le }: { demande: Pick<DemandeDEchange, 'id' | 'demarche'>; id: string; le: Date },
): Promise<{ id: string } | undefined> {
  const { auteur, agent_id } = auteurOf(acteur)
  await tx
    .insertInto('message')
    .values({ id, demande_id: demande.id, demarche: demande.demarche, auteur, agent_id, cree_le: le })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return tx
    .selectFrom('message')
    .select('id')
    .where('id', '=', id)
    .where('demande_id', '=', demande.id)
    .where('auteur', '=', auteur)
    .where('envoye_le', 'is', null)
    .$if(agent_id !== null, (query) => query.where('agent_id', '=', agent_id))
    .forUpdate()
    .executeTakeFirst()
}
