import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { releaseFichiers } from '../pieces/index.ts'

const KEPT_DAYS = 30
const BATCH = 200

/** `message:purge`, each night: messages that were begun and not sent for thirty days, with their documents. */
export function echangesJobs(deps: { db: Db; clock: Clock }): JobHandlers {
  return {
    'message:purge': async () => {
      while ((await purgeBegun(deps)) === BATCH);
    },
  }
}

async function purgeBegun({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000)
  return inTransaction(db, async (tx) => {
    const due = await tx
      .selectFrom('message')
      .select('id')
      .where('envoye_le', 'is', null)
      .where('cree_le', '<', before)
      .limit(BATCH)
      .modifyEnd(sql`for update skip locked`)
      .execute()
    if (due.length === 0) return 0
    const ids = due.map(({ id }) => id)
    const documents = await tx
      .deleteFrom('document_de_message')
      .where('message_id', 'in', ids)
      .returning('fichier_id')
      .execute()
    await tx.deleteFrom('message').where('id', 'in', ids).execute()
    await releaseFichiers(
      tx,
      documents.map(({ fichier_id }) => fichier_id),
    )
    return ids.length
  })
}
