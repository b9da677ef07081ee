import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { SignalementIntrouvable } from './refusals.ts'

/** What the staff did about a ticket, which closes it. Closed twice, the first one stays. @throws SignalementIntrouvable */
export async function closeSignalement(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  { reference, suite }: { reference: string; suite: string },
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const ticket = await tx
      .selectFrom('signalement')
      .select(['id', 'traite_le', 'usager_id'])
      .where('reference', '=', reference)
      .forUpdate()
      .executeTakeFirst()
    if (!ticket) throw new SignalementIntrouvable()
    if (ticket.traite_le) return
    await tx
      .updateTable('signalement')
      .set({ traite_le: le, agent_id: acteur.agentId, suite })
      .where('id', '=', ticket.id)
      .execute()
    await appendJournal(tx, {
      le,
      acteur,
      action: 'signalement.traite',
      objetId: ticket.usager_id ?? ticket.id,
      donnees: { signalement: ticket.id },
    })
  })
}
