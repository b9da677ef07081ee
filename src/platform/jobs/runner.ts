import { Logger as JobLogger, run } from 'graphile-worker'
import pg from 'pg'
import type { Log } from '../log/log.ts'
import type { JobHandlers } from './jobs.ts'
import { startRescue } from './rescue.ts'

export interface JobRunner {
  stop(): Promise<void>
}

export interface JobRunnerOptions {
  /** Connection as the owner of the queue's tables, not as the application role. */
  databaseUrl: string
  handlers: JobHandlers
  /** graphile-worker crontab, UTC. */
  crontab: string
  log: Log
  concurrency?: number
}

/** Runs the jobs and the calendar. `stop` lets the running jobs finish. */
export async function startJobRunner(options: JobRunnerOptions): Promise<JobRunner> {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 6,
    application_name: 'espace-personnel-travaux',
  })
  const onLost = (err: Error): void => options.log.warn({ err }, 'jobs: database connection lost')
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', onLost))
  const taskList = Object.fromEntries(
    Object.entries(options.handlers).map(([name, handler]) => [name, (payload: unknown) => handler(payload)]),
  )
  const rescue = startRescue(pool, (err) => options.log.warn({ err }, 'jobs: no rescue'))
  const runner = await run({
    pgPool: pool,
    events: rescue.events,
    taskList,
    crontab: options.crontab,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: new JobLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') options.log.warn({ travaux: level }, message)
    }),
  })
  return {
    stop: async () => {
      rescue.stop()
      await runner.stop()
      await pool.end()
    },
  }
}
