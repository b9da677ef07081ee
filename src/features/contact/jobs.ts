import { type Db, inTransaction } from '../../platform/db/database.ts'
import { idOf, type JobHandlers } from '../../platform/jobs/jobs.ts'
import { noteArrival } from './note-verdict.ts'

export function contactJobs({ db }: { db: Db }): JobHandlers {
  return {
    'contact:adresse-rejointe': (payload) => inTransaction(db, (tx) => noteArrival(tx, idOf(payload))),
  }
}
