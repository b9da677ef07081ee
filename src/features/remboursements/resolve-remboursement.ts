import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { RestitutionLue } from '../paiements/index.ts'
import { concludeFait } from './conclude-fait.ts'
import { planEnvoi } from './plan-envoi.ts'
import { readFirst } from './read-first.ts'
import { findItself } from './read-remboursement.ts'
import { RemboursementChange } from './refusals.ts'
import { lockForAgent, type Ouvert, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/**
 * A human sends an uncertain refund again: it is read first, and sent with the same sequence number, so that the
 * provider's duplicate check protects it too. Found, it is done and nothing is sent. @returns the payment
 * @throws RemboursementIntrouvable | RemboursementChange | PrestataireMuet
 */
export async function resendRemboursement(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
): Promise<string> {
  const lues = await readFirst(deps, acteur, id)
  return inTransaction(deps.db, async (tx) => {
    const ouvert = await lockForAgent(tx, acteur, id)
    if (ouvert.remboursement.statut !== 'incertain') throw new RemboursementChange(ouvert.paiement.id)
    if (await isDone(tx, deps, ouvert, lues)) return ouvert.paiement.id
    const le = deps.clock.now()
    await passe(tx, ouvert, {
      ...{ acteur, vers: 'a_envoyer', le, action: 'remboursement.renvoye' },
      change: { lu_le: le },
    })
    await planEnvoi(tx, id, le)
    return ouvert.paiement.id
  })
}

/**
 * A régisseur gives a refund up, with a reason. One that was sent is read first: found, it is done and not given up.
 * @returns the payment
 * @throws RemboursementIntrouvable | RemboursementChange | PrestataireMuet
 */
export async function abandonRemboursement(
  deps: RemboursementsDeps,
  acteur: AgentActor,
  id: string,
  motif: string,
): Promise<string> {
  const lues = await readFirst(deps, acteur, id)
  return inTransaction(deps.db, async (tx) => {
    const ouvert = await lockForAgent(tx, acteur, id)
    const { remboursement, paiement } = ouvert
    // Sent between the reading and this moment: what was read says nothing of it.
    if (remboursement.envoye_le !== null && !lues) throw new RemboursementChange(paiement.id)
    if (await isDone(tx, deps, ouvert, lues)) return paiement.id
    await passe(tx, ouvert, {
      ...{ acteur, vers: 'abandonne', le: deps.clock.now(), action: 'remboursement.abandonne' },
      change: { clos_par: acteur.agentId, motif_de_fin: motif },
    })
    return paiement.id
  })
}

async function isDone(
  tx: Tx,
  deps: RemboursementsDeps,
  ouvert: Ouvert,
  lues: readonly RestitutionLue[] | undefined,
): Promise<boolean> {
  const found = lues && (await findItself(tx, ouvert, lues))
  if (found) await concludeFait(tx, deps, ouvert, { transactionId: found.transactionId, code: null })
  return found !== undefined
}
