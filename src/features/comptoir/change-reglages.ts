import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'

export interface ReglagesRecus {
  raccourcis: boolean
  absent: boolean
  /** The démarches where the agent takes turns; the others of theirs are refused. */
  tours: readonly string[]
}

/** Keeps how an agent works: shortcuts, absence, and where they take their turn. */
export async function changeReglages(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  { raccourcis, absent, tours }: ReglagesRecus,
): Promise<void> {
  const le = clock.now()
  const { agentId } = acteur
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('preference_agent')
      .values({ agent_id: agentId, raccourcis, absent, modifie_le: le })
      .onConflict((conflict) =>
        conflict.column('agent_id').doUpdateSet({ raccourcis, absent, modifie_le: le }),
      )
      .execute()
    if (acteur.demarches.length > 0)
      await tx
        .insertInto('tour_agent')
        .values(
          acteur.demarches.map((demarche) => ({
            demarche,
            agent_id: agentId,
            accepte: tours.includes(demarche),
          })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['demarche', 'agent_id'])
            .doUpdateSet((eb) => ({ accepte: eb.ref('excluded.accepte') })),
        )
        .execute()
    await appendJournal(tx, {
      le,
      acteur,
      action: 'agent.reglages',
      objetId: agentId,
      donnees: { raccourcis, absent, tours: acteur.demarches.filter((slug) => tours.includes(slug)) },
    })
  })
}
