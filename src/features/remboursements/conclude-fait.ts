import type { Tx } from '../../platform/db/database.ts'
import { type Ouvert, passe } from './remboursement-store.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'
import { tellRemboursement } from './tell-remboursement.ts'

/** The money went back: written, told to the person, once. */
export async function concludeFait(
  tx: Tx,
  deps: RemboursementsDeps,
  ouvert: Ouvert,
  { transactionId, code }: { transactionId: string | null; code: string | null },
): Promise<void> {
  const { remboursement } = ouvert
  if (remboursement.statut === 'fait') return
  const le = deps.clock.now()
  await passe(tx, ouvert, {
    ...{ acteur: { kind: 'systeme' }, vers: 'fait', le, action: 'remboursement.fait' },
    change: { transaction_id: transactionId, ...(code === null ? {} : { code }) },
  })
  await tellRemboursement(tx, deps, ouvert, le)
}
