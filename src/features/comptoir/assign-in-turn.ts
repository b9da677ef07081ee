import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { type DemandeRow, statuts } from '../demandes/index.ts'
import { giveTo } from './assign-demande.ts'

/**
 * Gives a demande that nobody has to the agent of its démarche who has waited longest for a turn: active, present, and
 * taking turns there. Nobody such, or the turns are off: it stays with nobody. A job: it may run twice.
 */
export async function assignInTurn(
  { db, clock }: { db: Db; clock: Clock },
  demandeId: string,
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const demande = (await tx
      .selectFrom('demande')
      .select(['id', 'demarche', 'statut', 'agent_id'])
      .where('id', '=', demandeId)
      .forNoKeyUpdate()
      .executeTakeFirst()) as Pick<DemandeRow, 'id' | 'demarche' | 'statut' | 'agent_id'> | undefined
    if (!demande || demande.agent_id !== null || statuts[demande.statut].final) return
    const agentId = await nextInTurn(tx, demande.demarche)
    if (agentId === undefined) return
    await giveTo(tx, demande, agentId, { le, acteur: { kind: 'systeme' } })
    await tx
      .insertInto('tour_agent')
      .values({ demarche: demande.demarche, agent_id: agentId, servi_le: sql<Date>`clock_timestamp()` })
      .onConflict((conflict) =>
        conflict.columns(['demarche', 'agent_id']).doUpdateSet({ servi_le: sql<Date>`clock_timestamp()` }),
      )
      .execute()
  })
}

/** Held until the end of the transaction: two demandes at once are not given to the same agent. */
async function nextInTurn(tx: Tx, demarche: string): Promise<string | undefined> {
  const setting = await tx
    .selectFrom('tour_de_role')
    .select('actif')
    .where('demarche', '=', demarche)
    .forUpdate()
    .executeTakeFirst()
  if (!setting?.actif) return undefined
  const { rows } = await sql<{ id: string }>`select a.id from agent_demarche ad
    join agent a on a.id = ad.agent_id and a.actif
    left join preference_agent p on p.agent_id = a.id
    left join tour_agent t on t.demarche = ad.demarche and t.agent_id = a.id
    where ad.demarche = ${demarche} and not coalesce(p.absent, false) and coalesce(t.accepte, true)
    order by t.servi_le nulls first, a.id limit 1`.execute(tx)
  return rows[0]?.id
}
