import { inTransaction } from '../../platform/db/database.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { purgeCaisse } from './purge-caisse.ts'
import { rapproche } from './rapproche.ts'

export function caisseJobs(deps: Pick<CaisseDeps, 'db' | 'clock' | 'log' | 'prestataire'>): JobHandlers {
  return {
    'caisse:rapproche': (payload) => rapproche(deps, wanted(payload, deps.clock.now())),
    'caisse:purge': () => inTransaction(deps.db, (tx) => purgeCaisse(tx, parisDay(deps.clock.now()))),
  }
}

/** The crontab says nothing: the night then begins now. */
function wanted(payload: unknown, now: Date) {
  const { jour, depuis } = (payload ?? {}) as { jour?: unknown; depuis?: unknown }
  return {
    jour: typeof jour === 'string' && isDay(jour) ? jour : undefined,
    depuis: typeof depuis === 'string' ? new Date(depuis) : now,
  }
}
