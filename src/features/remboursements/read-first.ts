import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { PrestataireInjoignable, type RestitutionLue } from '../paiements/index.ts'
import { restitutionsLues } from './read-remboursement.ts'
import { PrestataireMuet } from './refusals.ts'
import { lockForAgent } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/** What the provider shows of the payment, where the order was sent; undefined where it never was. @throws PrestataireMuet */
export async function readFirst(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
): Promise<readonly RestitutionLue[] | undefined> {
  const { remboursement, paiement } = await inTransaction(deps.db, (tx) => lockForAgent(tx, acteur, id))
  if (remboursement.envoye_le === null) return undefined
  const lecture = await deps.prestataire?.readTransaction(paiement.transaction_id ?? '').catch((error) => {
    if (error instanceof PrestataireInjoignable) throw new PrestataireMuet(paiement.id, { cause: error })
    throw error
  })
  const lues = restitutionsLues(lecture)
  if (!lues) throw new PrestataireMuet(paiement.id)
  return lues
}
