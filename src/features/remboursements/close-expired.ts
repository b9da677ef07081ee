import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { concludeFait } from './conclude-fait.ts'
import { readFirst } from './read-first.ts'
import { findItself } from './read-remboursement.ts'
import { RemboursementChange } from './refusals.ts'
import { nAJamaisEtePris, type OperationDeRemboursement } from './remboursement.ts'
import { lockForAgent, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'
import { tellRemboursement } from './tell-remboursement.ts'

/**
 * A régisseur says that nothing was taken: the provider answered a cancellation by « the authorisation has expired », and
 * a reading shows nothing given back. The entry that goes out makes our book what the bank's is. Pressed twice, once.
 * @returns the payment
 * @throws RemboursementIntrouvable | RemboursementChange | PrestataireMuet
 */
export async function closeExpired(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
): Promise<string> {
  const lues = await readFirst(deps, acteur, id)
  return inTransaction(deps.db, async (tx) => {
    const ouvert = await lockForAgent(tx, acteur, id)
    const { remboursement, paiement } = ouvert
    const { statut, code } = remboursement
    const operation = remboursement.operation as OperationDeRemboursement
    if (statut === 'fait' && nAJamaisEtePris({ statut: 'incertain', operation, code })) return paiement.id
    if (!nAJamaisEtePris({ statut, operation, code }) || !lues) throw new RemboursementChange(paiement.id)
    // It did go back: it is done as any other.
    const found = await findItself(tx, ouvert, lues)
    if (found) {
      await concludeFait(tx, deps, ouvert, { transactionId: found.transactionId, code: null })
      return paiement.id
    }
    const le = deps.clock.now()
    await passe(tx, ouvert, {
      ...{ acteur, vers: 'fait', le, action: 'remboursement.rien-pris' },
      change: { lu_le: le },
    })
    await tellRemboursement(tx, deps, ouvert, le)
    return paiement.id
  })
}
