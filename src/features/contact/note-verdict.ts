import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { MailVerdict } from '../../platform/mail/outbox.ts'
import { normaliseEmail } from '../comptes/index.ts'

const DAY_MS = 86_400_000

/**
 * What a mail server said of an address, noted on the account that still has it. A refusal keeps its first date, so
 * that the person reads since when. Where reports come back (`reports`), a server that takes a mail only takes it in
 * charge: the address is good again if nothing came back within a day.
 */
export async function noteVerdict(tx: Tx, verdict: MailVerdict, reports: boolean): Promise<void> {
  const { usagerId, destinataire, accepte, le } = verdict
  if (!usagerId) return
  // An account that somebody else holds is being changed or erased: waiting for it while holding the mail could lock
  // both. The next mail will tell.
  const usager = await tx
    .selectFrom('usager')
    .select(['email_normalise', 'adresse_refusee_le'])
    .where('id', '=', usagerId)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (usager?.email_normalise !== normaliseEmail(destinataire)) return
  if (accepte === (usager.adresse_refusee_le === null)) return
  if (accepte && reports) {
    const runAt = new Date(le.getTime() + DAY_MS)
    await addJob(tx, 'contact:adresse-rejointe', { id: verdict.courrielId }, { runAt })
    return
  }
  await tx
    .updateTable('usager')
    .set({ adresse_refusee_le: accepte ? null : le })
    .where('id', '=', usagerId)
    .execute()
  if (accepte) return
  await appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: 'contact.adresse-refusee',
    objetId: usagerId,
  })
}

/** A day after a mail left for an address that was refused: nothing came back of it, so it arrived. */
export async function noteArrival(tx: Tx, courrielId: string): Promise<void> {
  const courriel = await tx
    .selectFrom('courriel')
    .select(['usager_id', 'destinataire', 'envoye_le'])
    .where('id', '=', courrielId)
    .where('abandonne_le', 'is', null)
    .executeTakeFirst()
  if (!courriel?.envoye_le || !courriel.usager_id) return
  await tx
    .updateTable('usager')
    .set({ adresse_refusee_le: null })
    .where('id', '=', courriel.usager_id)
    .where('email_normalise', '=', normaliseEmail(courriel.destinataire))
    .where('adresse_refusee_le', '<', courriel.envoye_le)
    .execute()
}
