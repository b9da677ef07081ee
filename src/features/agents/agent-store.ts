import type { Tx } from '../../platform/db/database.ts'
import { normaliseAgentEmail } from './agent.ts'
import { AgentIntrouvable } from './refusals.ts'

/** The agent of an address, held until the end of the transaction. @throws AgentIntrouvable */
export function lockAgent(tx: Tx, email: string) {
  return tx
    .selectFrom('agent')
    .select(['id', 'email', 'email_normalise'])
    .where('email_normalise', '=', normaliseAgentEmail(email))
    .forUpdate()
    .executeTakeFirstOrThrow(() => new AgentIntrouvable())
}
