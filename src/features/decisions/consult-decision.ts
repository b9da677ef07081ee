import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { notificationInSpace } from '../../platform/legal-clock/notification.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'

export type ConsultDecision = (acteur: UsagerActor, decisionId: string) => Promise<void>

/**
 * Notes the first time that the person opens their decision: the day of its notification, where it is notified in the
 * space (CRPA R112-17 to R112-20). Opened again, or by somebody else, it changes nothing.
 */
export function createConsultDecision({ db, clock }: { db: Db; clock: Clock }): ConsultDecision {
  return (acteur, decisionId) => {
    const le = clock.now()
    return inTransaction(db, async (tx) => {
      const row = await tx
        .selectFrom('notification_de_decision as n')
        .innerJoin('decision', 'decision.id', 'n.decision_id')
        .innerJoin('demande', 'demande.id', 'decision.demande_id')
        .select(['n.voie', 'n.deposee_le', 'n.notifiee_le', 'demande.id as demandeId'])
        .where('n.decision_id', '=', decisionId)
        .where('n.vue_le', 'is', null)
        .where('demande.usager_id', '=', acteur.usagerId)
        .forUpdate('n')
        .executeTakeFirst()
      if (!row) return
      const settled =
        row.voie === 'espace' && row.notifiee_le === null
          ? notificationInSpace(row.deposee_le, le, le)
          : undefined
      await tx
        .updateTable('notification_de_decision')
        .set({
          vue_le: le,
          ...(settled ? { notifiee_le: settled.le, notifiee_par: settled.par } : {}),
        })
        .where('decision_id', '=', decisionId)
        .execute()
      await appendJournal(tx, {
        le,
        acteur,
        action: 'decision.consultee',
        demandeId: row.demandeId,
        objetId: decisionId,
        donnees: settled ? { notifieeLe: settled.le, par: settled.par } : {},
      })
    })
  }
}
