import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { normaliseEmail } from './compte.ts'
import { insertLien } from './lien-store.ts'

/** A forgotten password: the same work for a known and an unknown address; the job finds out which it is. */
export async function requestReinitialisation(
  { db, clock }: { db: Db; clock: Clock },
  email: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const id = await insertLien(tx, {
      genre: 'reinitialisation',
      emailNormalise: normaliseEmail(email),
      le: clock.now(),
    })
    await addJob(tx, 'reinitialisation:repond', { id })
  })
}
