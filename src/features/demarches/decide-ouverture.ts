import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { OuvertureDecideeEntreTemps } from './refusals.ts'

/** A campaign (both days included, YYYY-MM-DD in Paris), a closing and its reason, or back to the dates delivered. */
export type DecisionOuverture = { du: string; au: string } | { motif: string } | { livree: true }

/**
 * Decides when a démarche may be filed, at once and for everybody. A brouillon already begun is kept, whatever comes.
 * @param vue the number of the decision that the administrator had before them; 0 for none
 * @throws OuvertureDecideeEntreTemps when another administrator decided meanwhile: nothing is decided twice
 */
export async function decideOuverture(
  deps: { db: Db; clock: Clock },
  acteur: AgentActor,
  demarche: string,
  vue: number,
  decision: DecisionOuverture,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { derniere } = await tx
      .selectFrom('ouverture_decidee')
      .select((eb) => eb.fn.coalesce(eb.fn.max('numero'), eb.lit(0)).as('derniere'))
      .where('demarche', '=', demarche)
      .executeTakeFirstOrThrow()
    if (derniere !== vue) throw new OuvertureDecideeEntreTemps(demarche)
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('ouverture_decidee')
      .values({
        demarche,
        numero: vue + 1,
        ...('du' in decision ? { du: decision.du, au: decision.au } : {}),
        ...('motif' in decision ? { motif: decision.motif } : {}),
        decidee_le: le,
        decidee_par: acteur.agentId,
      })
      // Of two who decide at the same moment, one finds the number taken.
      .onConflict((conflict) => conflict.columns(['demarche', 'numero']).doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) throw new OuvertureDecideeEntreTemps(demarche)
    const donnees = { demarche, numero: vue + 1, ...decision }
    await appendJournal(tx, { le, acteur, action: 'demarche.ouverture-decidee', donnees })
  })
}
