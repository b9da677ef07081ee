import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'

/** Decides whether new demandes of a démarche are given in turn. Those already filed stay where they are. */
export async function changeTour(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  demarche: string,
  actif: boolean,
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const changed = { actif, modifie_le: le, modifie_par: acteur.agentId }
    await tx
      .insertInto('tour_de_role')
      .values({ demarche, ...changed })
      .onConflict((conflict) => conflict.column('demarche').doUpdateSet(changed))
      .execute()
    await appendJournal(tx, { le, acteur, action: 'demarche.tour-de-role', donnees: { demarche, actif } })
  })
}
