import { sql } from 'kysely'
import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import { answerInscription } from './answer-inscription.ts'
import { answerReinitialisation } from './answer-reinitialisation.ts'

const DAY_MS = 86_400_000

export function comptesJobs(deps: Parameters<typeof answerInscription>[0]): JobHandlers {
  return {
    'inscription:repond': (payload) => answerInscription(deps, idOf(payload)),
    'reinitialisation:repond': (payload) => answerReinitialisation(deps, idOf(payload)),
    'inscription:purge': async () => {
      await deps.db.deleteFrom('inscription').where('expire_le', '<', deps.clock.now()).execute()
      await deps.db
        .deleteFrom('reinitialisation')
        .where('expire_le', '<', new Date(deps.clock.now().getTime() - DAY_MS))
        .execute()
      await sql`delete from session where coalesce(terminee_le, expire_le) < ${deps.clock.now()}::timestamptz - interval '30 days'`.execute(
        deps.db,
      )
    },
  }
}
