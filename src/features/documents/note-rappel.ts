import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'

/** The one place that is told, in the transaction of the reminder, that a document ends soon. */
export function noteRappel(
  tx: Tx,
  { documentId, le }: { usagerId: string; documentId: string; le: Date },
): Promise<void> {
  return appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: 'document.rappele',
    objetId: documentId,
  })
}
