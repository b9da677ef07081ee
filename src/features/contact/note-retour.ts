import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import type { DeliveryReport } from './delivery-report.ts'
import { noteVerdict } from './note-verdict.ts'

/**
 * A mail that had left came back. Told again, or of a mail that is not ours, it changes nothing. A failure of class 4
 * (the other server gave up on something passing) ends the mail, and says nothing of the address.
 */
export async function noteRetour(
  { db, clock }: { db: Db; clock: Clock },
  { courrielId, echec }: DeliveryReport,
): Promise<void> {
  if (!courrielId || !echec) return
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const courriel = await tx
      .updateTable('courriel')
      .set({ abandonne_le: le, dernier_refus: `retour ${echec}` })
      .where('id', '=', courrielId)
      .where('abandonne_le', 'is', null)
      .returning(['usager_id', 'destinataire'])
      .executeTakeFirst()
    if (!courriel || !echec.startsWith('5.')) return
    const { usager_id: usagerId, destinataire } = courriel
    await noteVerdict(tx, { courrielId, usagerId, destinataire, accepte: false, le }, true)
  })
}
