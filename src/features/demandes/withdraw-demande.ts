import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { applyActe, lockDemande } from './apply-acte.ts'

/** The person withdraws; nothing is decided any more. Asked again (the answer was lost), it is done. @throws DemandeIntrouvable | ActeImpossible */
export async function withdrawDemande(
  deps: { db: Db; clock: Clock },
  acteur: UsagerActor,
  reference: string,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    if (demande.statut === 'desistee') return
    await applyActe(tx, { demande, acte: 'desister', acteur, le, decisionImpliciteLe: null })
    await tx
      .updateTable('complement')
      .set({ clos_le: le })
      .where('demande_id', '=', demande.id)
      .where('clos_le', 'is', null)
      .execute()
  })
}
