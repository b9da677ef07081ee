import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { planEnvoi } from './plan-envoi.ts'
import { QuatreYeux, RemboursementChange } from './refusals.ts'
import { peutValider } from './remboursement.ts'
import { lockForAgent, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/**
 * A second person approves a refund above the threshold; it is sent at once, or waits for its transfer. Pressed twice, it is approved once.
 * @returns the payment
 * @throws RemboursementIntrouvable | QuatreYeux | RemboursementChange
 */
export function approveRemboursement(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
): Promise<string> {
  return inTransaction(deps.db, async (tx) => {
    const ouvert = await lockForAgent(tx, acteur, id)
    const { remboursement, paiement } = ouvert
    if (remboursement.valide_par === acteur.agentId) return paiement.id
    if (remboursement.statut !== 'a_valider') throw new RemboursementChange(paiement.id)
    if (!peutValider(acteur, { statut: remboursement.statut, demandePar: remboursement.demande_par }))
      throw new QuatreYeux(paiement.id)
    const le = deps.clock.now()
    await passe(tx, ouvert, {
      ...{ acteur, vers: 'a_envoyer', le, action: 'remboursement.valide' },
      change: { valide_par: acteur.agentId, valide_le: le },
    })
    if (remboursement.operation !== 'virement') await planEnvoi(tx, id, le)
    return paiement.id
  })
}
