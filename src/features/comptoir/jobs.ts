import { inTransaction } from '../../platform/db/database.ts'
import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import type { InstructionDeps } from '../instruction/index.ts'
import { assignInTurn } from './assign-in-turn.ts'
import { runLot } from './run-lot.ts'

const DAY_MS = 86_400_000
/** A lot that nobody confirmed was given up. */
const UNCONFIRMED_DAYS = 7
/** What a lot did is told by the journal of each demande. */
const CONFIRMED_DAYS = 365

export function comptoirJobs(deps: InstructionDeps): JobHandlers {
  return {
    'demande:attribue': (payload) => assignInTurn(deps, idOf(payload)),
    'lot:execute': (payload) => runLot(deps, idOf(payload)),
    'comptoir:purge': () => purge(deps),
  }
}

/**
 * Forgets who was on which page yesterday, lots that nobody confirmed or that are a year old, and what agents who left
 * had chosen for themselves.
 */
async function purge({ db, clock }: InstructionDeps): Promise<void> {
  const now = clock.now().getTime()
  const daysAgo = (days: number): Date => new Date(now - days * DAY_MS)
  await inTransaction(db, async (tx) => {
    await tx.deleteFrom('presence').where('vue_le', '<', daysAgo(1)).execute()
    await tx
      .deleteFrom('lot')
      .where((eb) =>
        eb.or([
          eb.and([eb('confirme_le', 'is', null), eb('cree_le', '<', daysAgo(UNCONFIRMED_DAYS))]),
          eb('confirme_le', '<', daysAgo(CONFIRMED_DAYS)),
        ]),
      )
      .execute()
    for (const table of ['filtre_enregistre', 'preference_agent', 'tour_agent'] as const)
      await tx
        .deleteFrom(table)
        .where('agent_id', 'in', tx.selectFrom('agent').select('id').where('actif', '=', false))
        .execute()
  })
}
