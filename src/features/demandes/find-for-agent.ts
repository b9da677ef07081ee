import type { Db, Tx } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { DemandeRow } from './apply-acte.ts'

/** A demande of the démarches that this agent was given, without a lock. */
export async function findForAgent(
  db: Db | Tx,
  acteur: AgentActor,
  reference: string,
): Promise<DemandeRow | undefined> {
  const row = await db
    .selectFrom('demande')
    .selectAll()
    .where('reference', '=', reference)
    .where('demarche', '=', (eb) => eb.fn.any(eb.val(acteur.demarches)))
    .executeTakeFirst()
  return row as DemandeRow | undefined
}
