import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { QuatreYeux, RemboursementChange } from './refusals.ts'
import { peutValider } from './remboursement.ts'
import { lockForAgent, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/**
 * The second person says no, with a reason. @returns the payment
 * @throws RemboursementIntrouvable | QuatreYeux | RemboursementChange
 */
export function refuseRemboursement(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
  motif: string,
): Promise<string> {
  return inTransaction(deps.db, async (tx) => {
    const ouvert = await lockForAgent(tx, acteur, id)
    const { remboursement, paiement } = ouvert
    if (remboursement.statut !== 'a_valider') throw new RemboursementChange(paiement.id)
    if (!peutValider(acteur, { statut: remboursement.statut, demandePar: remboursement.demande_par }))
      throw new QuatreYeux(paiement.id)
    await passe(tx, ouvert, {
      ...{ acteur, vers: 'refuse', le: deps.clock.now(), action: 'remboursement.refuse' },
      change: { clos_par: acteur.agentId, motif_de_fin: motif },
    })
    return paiement.id
  })
}
