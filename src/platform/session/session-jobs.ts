import { sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'
import type { JobHandlers } from '../jobs/jobs.ts'

const DAY = 24 * 60 * 60_000

/** `session:purge`, once a day: sessions 30 days after their end, locks two days after their last failure. */
export function sessionJobs({ db, clock }: { db: Db; clock: Clock }): JobHandlers {
  return {
    'session:purge': async () => {
      const before = (days: number): Date => new Date(clock.now().getTime() - days * DAY)
      await sql`delete from session where least(terminee_le, expire_le) < ${before(30)}`.execute(db)
      // The longest block lasts two hours, the count of evaluations one day.
      await sql`delete from verrou_acces where modifie_le < ${before(2)}`.execute(db)
      await sql`delete from verrou_source where fenetre_debut < ${before(2)}`.execute(db)
    },
  }
}
