import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'

const EVERY_MS = 30_000

/** Frees the jobs of every worker whose lock can be taken: nobody alive holds it. */
const RESCUE = `select graphile_worker.force_unlock_workers(array(
  select locked_by from (select distinct locked_by from graphile_worker._private_jobs where locked_by is not null) held
  where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))))`

export interface Rescue {
  /** For graphile-worker's `events`: how this worker learns its name, and the connection it lives by. */
  readonly events: WorkerEvents
  stop(): void
}

/**
 * A worker killed in the middle of a job leaves it locked, and graphile-worker gives it back after four hours only. So
 * each worker holds an advisory lock in its own name on the connection it listens with, which ends with the process;
 * any other frees what a worker without its lock still holds. A job may then run twice, as every job must bear.
 */
export function startRescue(pool: pg.Pool, onError: (error: unknown) => void): Rescue {
  const events: WorkerEvents = new EventEmitter()
  const rescue = (): void => void pool.query(RESCUE).catch(onError)
  // Fires again after each lost connection, just before LISTEN is sent: the lock waits until that is answered.
  events.on('pool:listen:success', ({ workerPool, client }) => {
    client.once('drain', () => {
      client.query('select pg_advisory_lock(hashtextextended($1, 0))', [workerPool.id]).then(rescue, onError)
    })
  })
  const timer = setInterval(rescue, EVERY_MS)
  timer.unref()
  return { events, stop: () => clearInterval(timer) }
}
