import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { Log } from '../../platform/log/log.ts'

const KEPT_MS = 2 * 365 * 86_400_000

/** `signalement:purge`, each night: two years after a report was closed, or after it came when nobody closed it. */
export async function purgeSignalements(deps: {
  db: Db
  clock: Clock
  log: Pick<Log, 'warn'>
}): Promise<void> {
  const le = deps.clock.now()
  const before = new Date(le.getTime() - KEPT_MS)
  await deps.db.deleteFrom('signalement').where('traite_le', '<', before).execute()
  const forgotten = await inTransaction(deps.db, async (tx) => {
    const gone = await tx
      .deleteFrom('signalement')
      .where('traite_le', 'is', null)
      .where('cree_le', '<', before)
      .returning(['id', 'usager_id'])
      .execute()
    for (const { id, usager_id } of gone)
      await appendJournal(tx, {
        ...{ le, acteur: { kind: 'systeme' }, action: 'signalement.efface-sans-suite' },
        ...{ objetId: usager_id ?? id, donnees: { signalement: id } },
      })
    return gone.length
  })
  if (forgotten > 0)
    deps.log.warn({ signalements: forgotten }, 'reports erased that nobody closed in two years')
}
