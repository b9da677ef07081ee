import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { normaliseEmail } from './compte.ts'

const LINK_MINUTES = 30

/** A forgotten password: the same work for a known and an unknown address; the job finds out which it is. */
export async function requestReinitialisation(
  { db, clock }: { db: Db; clock: Clock },
  email: string,
): Promise<void> {
  const id = uuidv7()
  const now = clock.now()
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('reinitialisation')
      .values({
        id,
        email_normalise: normaliseEmail(email),
        cree_le: now,
        expire_le: new Date(now.getTime() + LINK_MINUTES * 60_000),
      })
      .execute()
    await addJob(tx, 'reinitialisation:repond', { id })
  })
}
