import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { Erreurs, InstructionDeps } from '../instruction/index.ts'
import { type ActeDeLot, actesDeLot, type Valeurs } from './actes-de-lot.ts'
import { LotIntrouvable } from './refusals.ts'

/** The request that confirms goes through the lot itself; the job is for when it was stopped on the way. */
const RESCUE_MS = 15_000

/**
 * Confirms a lot that was shown, once: a second confirmation changes nothing, not even what was typed.
 * @returns the errors of its form; none when it is confirmed
 * @throws LotIntrouvable
 */
export async function confirmLot(
  { db, clock }: Pick<InstructionDeps, 'db' | 'clock'>,
  acteur: AgentActor,
  id: string,
  valeurs: Valeurs,
): Promise<Erreurs> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const lot = await lockLot(tx, acteur, id)
    if (lot.confirmeLe) return []
    const erreurs = actesDeLot[lot.acte].check(valeurs, parisDay(le))
    if (erreurs.length > 0) return erreurs
    await tx
      .updateTable('lot')
      .set({ confirme_le: le, valeurs: JSON.stringify(valeurs) })
      .where('id', '=', id)
      .execute()
    await appendJournal(tx, {
      le,
      acteur,
      action: 'lot.confirme',
      objetId: id,
      donnees: { acte: lot.acte },
    })
    await addJob(tx, 'lot:execute', { id }, { runAt: new Date(le.getTime() + RESCUE_MS) })
    return []
  })
}

async function lockLot(tx: Tx, { agentId }: AgentActor, id: string) {
  const lot = await tx
    .selectFrom('lot')
    .select(['acte', 'confirme_le as confirmeLe'])
    .where('id', '=', id)
    .where('agent_id', '=', agentId)
    .forUpdate()
    .executeTakeFirst()
  if (!lot) throw new LotIntrouvable()
  return { ...lot, acte: lot.acte as ActeDeLot }
}
