import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { normaliseEmail } from './compte.ts'
import { insertLien } from './lien-store.ts'

/**
 * Another address is asked for; nothing changes until its mailbox confirms. The same work for a free address and for
 * one that has its account: a job finds out which it is.
 */
export async function requestAdresse(
  { db, clock }: { db: Db; clock: Clock },
  acteur: UsagerActor,
  email: string,
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    const id = await insertLien(tx, {
      genre: 'nouvelle-adresse',
      emailNormalise: normaliseEmail(email),
      donnees: { email, usagerId: acteur.usagerId },
      le,
    })
    await appendJournal(tx, {
      le,
      acteur,
      action: 'compte.adresse-demandee',
      objetId: acteur.usagerId,
    })
    await addJob(tx, 'adresse:repond', { id })
  })
}
