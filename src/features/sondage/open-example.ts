import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'

/** Opens a poll as the system itself, in a base that holds none. @param poll.agentId who is shown as its author */
export async function openExample(
  tx: Tx,
  { question, choix, agentId, le }: { question: string; choix: readonly string[]; agentId: string; le: Date },
): Promise<void> {
  const { numero } = await tx
    .insertInto('sondage')
    .values({
      question,
      choix: [...choix],
      voix: choix.map(() => 0),
      ouvert_le: le,
      modifie_le: le,
      modifie_par: agentId,
    })
    .returning('numero')
    .executeTakeFirstOrThrow()
  await appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: 'sondage.ouvert',
    donnees: { numero },
  })
}
