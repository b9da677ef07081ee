import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { endSessionsOfAgent } from '../../platform/session/session-store.ts'
import { normaliseAgentEmail } from './agent.ts'

/** Ends every session of an agent, for an operator. @returns how many; undefined when the address has no agent */
export function signAgentOut(
  { db, clock }: { db: Db; clock: Clock },
  email: string,
): Promise<number | undefined> {
  const le = clock.now()
  return inTransaction(db, async (tx) => {
    const agent = await tx
      .selectFrom('agent')
      .select('id')
      .where('email_normalise', '=', normaliseAgentEmail(email))
      .executeTakeFirst()
    if (!agent) return undefined
    const fermees = await endSessionsOfAgent(tx, agent.id, le)
    await appendJournal(tx, {
      le,
      acteur: { kind: 'systeme' },
      action: 'session.autres-terminees',
      objetId: agent.id,
      donnees: { fermees },
    })
    return fermees
  })
}
