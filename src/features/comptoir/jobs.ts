import { inTransaction } from '../../platform/db/database.ts'
import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { InstructionDeps } from '../instruction/index.ts'
import { assignInTurn } from './assign-in-turn.ts'
import { runLot } from './run-lot.ts'

const DAY_MS = 86_400_000
/** A lot that nobody confirmed was given up. */
const UNCONFIRMED_DAYS = 7

export function comptoirJobs(deps: InstructionDeps): JobHandlers {
  return {
    'demande:attribue': (payload) => assignInTurn(deps, idOf(payload)),
    'lot:execute': (payload) => runLot(deps, idOf(payload)),
    'comptoir:purge': () => purge(deps),
  }
}

/** Forgets who was on which page yesterday, and the lots that nobody confirmed. */
async function purge({ db, clock }: InstructionDeps): Promise<void> {
  const now = clock.now().getTime()
  await inTransaction(db, async (tx) => {
    await tx
      .deleteFrom('presence')
      .where('vue_le', '<', new Date(now - DAY_MS))
      .execute()
    await tx
      .deleteFrom('lot')
      .where('confirme_le', 'is', null)
      .where('cree_le', '<', new Date(now - UNCONFIRMED_DAYS * DAY_MS))
      .execute()
  })
}
