import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { endSessionsOfAgent } from '../../platform/session/session-store.ts'
import { lockAgent } from './agent-store.ts'

/** An agent who left: signed out, and nobody enters by that account again. @throws AgentIntrouvable */
export async function dismissAgent({ db, clock }: { db: Db; clock: Clock }, email: string): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const { id } = await lockAgent(tx, email)
    await tx.updateTable('agent').set({ actif: false, ferme_le: le }).where('id', '=', id).execute()
    await endSessionsOfAgent(tx, id, le)
    await appendJournal(tx, { le, acteur: { kind: 'systeme' }, action: 'agent.ferme', objetId: id })
  })
}
