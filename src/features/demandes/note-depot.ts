import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { type DepotNote, noteBeneficiaires } from './note-beneficiaires.ts'

/** What the counter learns of each dépôt, in its transaction: for whom it is, and that somebody's turn may have come. */
export async function noteDepot(tx: Tx, depot: DepotNote): Promise<void> {
  await noteBeneficiaires(tx, depot)
  const inTurn = await tx
    .selectFrom('tour_de_role')
    .select('demarche')
    .where('demarche', '=', depot.demarche)
    .where('actif', '=', true)
    .executeTakeFirst()
  if (inTurn) await addJob(tx, 'demande:attribue', { id: depot.demandeId })
}
