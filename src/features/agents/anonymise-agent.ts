import { randomInt } from 'node:crypto'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { AgentIntrouvable } from './refusals.ts'

const MOTIF = { min: 20, max: 500 }

/**
 * From now on the public reads a number in the place of the agent's name, everywhere, because reasons of public safety
 * or of somebody's safety ask for it (CRPA L111-2). Asked again, the first number stays.
 * @returns why the form is not right; undefined when it is done @throws AgentIntrouvable
 */
export async function anonymiseAgent(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  agentId: string,
  typed: string,
): Promise<string | undefined> {
  const motif = typed.trim()
  if (motif.length < MOTIF.min)
    return `Écrivez la raison de sécurité qui justifie cet anonymat, en ${MOTIF.min} caractères au moins.`
  if (motif.length > MOTIF.max) return `Écrivez ${MOTIF.max} caractères au plus.`
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    await lockById(tx, agentId)
    const made = await tx
      .insertInto('anonymat_agent')
      .values({
        agent_id: agentId,
        numero: await freeNumber(tx),
        motif,
        decide_le: le,
        decide_par: acteur.agentId,
      })
      .onConflict((conflict) => conflict.column('agent_id').doNothing())
      .returning('agent_id')
      .executeTakeFirst()
    if (made) await appendJournal(tx, { le, acteur, action: 'agent.anonymise', objetId: agentId })
  })
  return undefined
}

/** The public reads the name again. @throws AgentIntrouvable */
export async function nameAgentAgain(
  { db, clock }: { db: Db; clock: Clock },
  acteur: AgentActor,
  agentId: string,
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    await lockById(tx, agentId)
    const gone = await tx
      .deleteFrom('anonymat_agent')
      .where('agent_id', '=', agentId)
      .returning('agent_id')
      .executeTakeFirst()
    if (gone) await appendJournal(tx, { le, acteur, action: 'agent.nomme', objetId: agentId })
  })
}

const lockById = (tx: Tx, id: string) =>
  tx
    .selectFrom('agent')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new AgentIntrouvable())

/** Drawn, so that it tells nothing of when the agent came; the constraint refuses two alike. */
async function freeNumber(tx: Tx): Promise<string> {
  for (;;) {
    const numero = String(randomInt(100_000, 1_000_000))
    const taken = await tx
      .selectFrom('anonymat_agent')
      .select('agent_id')
      .where('numero', '=', numero)
      .executeTakeFirst()
    if (!taken) return numero
  }
}
