import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { insertLien } from './lien-store.ts'

/**
 * An address was just blocked by failures: its holder, if it has one, is told, with a link that unblocks. The work is
 * the same for an address without an account; a job finds out which it is.
 */
export async function noteBlocage(
  tx: Tx,
  emailNormalise: string,
  usagerId: string | undefined,
  le: Date,
): Promise<void> {
  const id = await insertLien(tx, { genre: 'deblocage', emailNormalise, le })
  await appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: 'compte.bloque',
    ...(usagerId ? { objetId: usagerId } : {}),
  })
  await addJob(tx, 'deblocage:repond', { id })
}
