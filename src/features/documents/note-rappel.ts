import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { notifie } from '../notifications/index.ts'

/** The one place that is told, in the transaction of the reminder, that a document ends soon. */
export async function noteRappel(
  tx: Tx,
  {
    usagerId,
    documentId,
    echeance,
    le,
  }: { usagerId: string; documentId: string; echeance: string; le: Date },
): Promise<void> {
  await notifie(tx, {
    genre: 'document.expire-bientot',
    donnees: { echeance },
    ...{ usagerId, objetId: documentId, le, courriel: null },
  })
  await appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: 'document.rappele',
    objetId: documentId,
  })
}
