import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { AvisDeps } from './avis-deps.ts'
import { lockAvis } from './lock-avis.ts'

/**
 * The opinion is not wanted any more: the colleague does not see the demande from then on.
 * @returns the reference of the demande
 * @throws AvisIntrouvable | AvisClos
 */
export function withdrawAvis(
  deps: Pick<AvisDeps, 'db' | 'clock'>,
  acteur: AgentActor,
  id: string,
): Promise<string> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const { demandeId, reference } = await lockAvis(tx, acteur, id, 'demandeur')
    await tx.updateTable('avis').set({ retire_le: le }).where('id', '=', id).execute()
    await appendJournal(tx, { le, acteur, action: 'avis.retire', demandeId, objetId: id })
    return reference
  })
}
