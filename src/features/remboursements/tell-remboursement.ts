import type { Tx } from '../../platform/db/database.ts'
import { type CourrielImmediat, notifie } from '../notifications/index.ts'
import { remboursementFait } from './courriels/remboursement-fait.ts'
import type { Ouvert } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'

/** Tells the person that money goes back, how much, why, and by what means, in the transaction that says it done. */
export async function tellRemboursement(
  tx: Tx,
  deps: RemboursementsDeps,
  { remboursement, paiement }: Ouvert,
  le: Date,
): Promise<void> {
  if (paiement.demande_id === null) return
  const demande = await tx
    .selectFrom('demande')
    .select(['reference', 'usager_id as usagerId'])
    .where('id', '=', paiement.demande_id)
    .executeTakeFirstOrThrow()
  const courriel: CourrielImmediat = remboursementFait(deps, {
    reference: demande.reference,
    demarche: deps.titreDe(paiement.demarche),
    commande: paiement.commande,
    paiementCents: paiement.montant_cents,
    montantCents: remboursement.montant_cents,
    motif: remboursement.motif,
    parVirement: remboursement.operation === 'virement',
  })
  await notifie(tx, {
    ...{ usagerId: demande.usagerId, demandeId: paiement.demande_id, objetId: remboursement.id, le },
    ...{ genre: 'remboursement.fait', courriel },
  })
}
