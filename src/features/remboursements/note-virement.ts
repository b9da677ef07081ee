import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { RemboursementChange } from './refusals.ts'
import { lockForAgent, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'
import { tellRemboursement } from './tell-remboursement.ts'

/**
 * A régisseur notes that a transfer was made: the entry of the day book, the journal, the mail and the feed in one
 * transaction. Pressed twice, it is noted once. A cheque that the bank did not pay is not given back.
 * @param reference of the transfer, as the paierie gave it
 * @returns the payment
 * @throws RemboursementIntrouvable | RemboursementChange
 */
export function noteVirement(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
  reference: string | null,
): Promise<string> {
  return inTransaction(deps.db, async (tx) => {
    const ouvert = await lockForAgent(tx, acteur, id)
    const { remboursement, paiement } = ouvert
    const { operation, statut } = remboursement
    if (operation === 'virement' && statut === 'fait' && remboursement.virement_reference === reference)
      return paiement.id
    // The table of states alone would let one that was given up be done: only the provider's late answers are so.
    if (operation !== 'virement' || statut !== 'a_envoyer' || paiement.impaye)
      throw new RemboursementChange(paiement.id)
    const le = deps.clock.now()
    await passe(tx, ouvert, {
      ...{ acteur, vers: 'fait', le, action: 'remboursement.virement' },
      change: { virement_reference: reference },
    })
    await tellRemboursement(tx, deps, ouvert, le)
    return paiement.id
  })
}
