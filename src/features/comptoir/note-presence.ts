import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'

/** Whoever was not heard of for so long has left. The page says that it is open every forty-five seconds. */
const PRESENT_MS = 2 * 60_000
/** The journal tells a consultation once an hour, not each time that the page is shown again. */
const NOTED_MS = 3_600_000

/** Since when a page must have been heard of to count as open. */
export const presentSince = (now: Date): Date => new Date(now.getTime() - PRESENT_MS)

interface PresenceDeps {
  db: Db
  clock: Clock
}

/**
 * An agent opens a demande: the others see it for two minutes, and the journal tells it once an hour.
 * @param file the queue that the agent came from (its query); what was kept stays when absent
 * @returns the queue that is kept
 */
export function noteOuverture(
  { db, clock }: PresenceDeps,
  acteur: AgentActor,
  demandeId: string,
  file?: string,
): Promise<string> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const kept =
      (await arrive(tx, le, acteur, demandeId, file)) ?? (await comeBack(tx, le, acteur, demandeId, file))
    if (kept.noted) await appendJournal(tx, { le, acteur, action: 'demande.consultee', demandeId })
    return kept.file
  })
}

interface Kept {
  file: string
  noted: boolean
}

/** @returns undefined when the agent was here before */
async function arrive(
  tx: Tx,
  le: Date,
  { agentId }: AgentActor,
  demandeId: string,
  file = '',
): Promise<Kept | undefined> {
  const row = await tx
    .insertInto('presence')
    .values({ demande_id: demandeId, agent_id: agentId, vue_le: le, notee_le: le, file })
    .onConflict((conflict) => conflict.doNothing())
    .returning('file')
    .executeTakeFirst()
  return row && { ...row, noted: true }
}

async function comeBack(
  tx: Tx,
  le: Date,
  { agentId }: AgentActor,
  demandeId: string,
  file?: string,
): Promise<Kept> {
  const again = new Date(le.getTime() - NOTED_MS)
  const { rows } = await sql<Kept>`update presence p set vue_le = greatest(p.vue_le, ${le}::timestamptz),
      notee_le = case when before.notee_le <= ${again}::timestamptz then ${le}::timestamptz else before.notee_le end,
      file = coalesce(${file ?? null}::text, p.file)
    from (select notee_le from presence where demande_id = ${demandeId}::uuid and agent_id = ${agentId}::uuid for update) before
    where p.demande_id = ${demandeId}::uuid and p.agent_id = ${agentId}::uuid
    returning p.file, before.notee_le <= ${again}::timestamptz as noted`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('a presence went away while it was noted')
  return row
}

/** The page is still open. Nothing is noted for a demande that the agent did not open. */
export async function notePresence({ db, clock }: PresenceDeps, acteur: AgentActor, demandeId: string) {
  await inTransaction(db, (tx) =>
    tx
      .updateTable('presence')
      .set({ vue_le: clock.now() })
      .where('demande_id', '=', demandeId)
      .where('agent_id', '=', acteur.agentId)
      .execute(),
  )
}
