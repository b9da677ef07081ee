import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { CONSULTATION_JOURS, notificationInSpace } from '../../platform/legal-clock/notification.ts'
import { parisDay, startOfParisDay } from '../../platform/legal-clock/paris.ts'

const BATCH = 200

/**
 * Decisions in the space that nobody opened for fifteen days were notified the day they were put there (CRPA R112-17 to R112-20).
 * @returns how many were settled
 */
export function notifyUnread({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const due = await tx
      .selectFrom('notification_de_decision as n')
      .innerJoin('decision', 'decision.id', 'n.decision_id')
      .select(['n.decision_id', 'n.deposee_le', 'n.vue_le', 'decision.demande_id'])
      .where('n.voie', '=', 'espace')
      .where('n.notifiee_le', 'is', null)
      .where('n.deposee_le', '<', startOfParisDay(parisDay(le), -CONSULTATION_JOURS))
      .orderBy('n.deposee_le')
      .limit(BATCH)
      .modifyEnd(sql`for update of n skip locked`)
      .execute()
    for (const { decision_id, deposee_le, vue_le, demande_id } of due) {
      const settled = notificationInSpace(deposee_le, vue_le ?? undefined, le)
      if (!settled) throw new Error(`decision ${decision_id} is not due`)
      await tx
        .updateTable('notification_de_decision')
        .set({ notifiee_le: settled.le, notifiee_par: settled.par })
        .where('decision_id', '=', decision_id)
        .execute()
      await appendJournal(tx, {
        le,
        acteur: { kind: 'systeme' },
        action: 'decision.notifiee',
        demandeId: demande_id,
        objetId: decision_id,
        donnees: { notifieeLe: settled.le, par: settled.par },
      })
    }
    return due.length
  })
}
