import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { liftLock, lockKey } from '../../platform/session/lockout-store.ts'
import type { LockoutDeps } from '../../platform/session/try-password.ts'
import { AgentIntrouvable } from './refusals.ts'
import { adresseVerrouillee } from './sign-in-agent.ts'

/** A responsable opens sign-in again for a colleague who was blocked. @throws AgentIntrouvable */
export async function liftAgentLock(
  { db, clock, lockoutKey, lockRules }: LockoutDeps,
  acteur: AgentActor,
  agentId: string,
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const agent = await tx
      .selectFrom('agent')
      .select('email_normalise')
      .where('id', '=', agentId)
      .executeTakeFirst()
    if (!agent) throw new AgentIntrouvable()
    await liftLock(tx, lockKey(lockoutKey, adresseVerrouillee(agent.email_normalise)), le, lockRules)
    await appendJournal(tx, { le, acteur, action: 'agent.debloque', objetId: agentId })
  })
}
