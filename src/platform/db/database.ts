import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { prepareStatements } from './prepared.ts'
import type { DB } from './schema.ts'

export type Db = Kysely<DB>
/** An open transaction. Every function that writes asks for one, so that no write can stand alone. */
export type Tx = Transaction<DB>

// A date without time stays text (YYYY-MM-DD): a Date would move it by a day in another time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)

/** Also how long one may wait for a statement before the base counts as gone. */
const STATEMENT_TIMEOUT_MS = 15_000

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  /** Whether a connection came back whole within the time that a statement may take: a full pool is then a crowd. */
  answers(): boolean
  close(): Promise<void>
}

/** Opens a pool that acts as the application role: rows only, and a journal that may only grow. */
export function openDatabase(
  url: string,
  options: { max?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // Also how long a request waits for a free connection: on the last evening a slow answer beats a refusal.
    connectionTimeoutMillis: 8_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    options: '-c role=espace_application',
    application_name: 'espace-personnel',
  })
  // Without a listener a connection that breaks would end the process: idle ones tell the pool, one that breaks between
  // two statements of a transaction tells only itself (its next statement fails, and the transaction with it).
  const onLost = (error: Error): void => options.onError?.(error)
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', onLost))
  pool.on('connect', prepareStatements)
  let answeredAt = Number.NEGATIVE_INFINITY
  pool.on('release', (error: unknown) => {
    if (!error) answeredAt = performance.now()
  })
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const answers = (): boolean => performance.now() - answeredAt < STATEMENT_TIMEOUT_MS
  return { db, pool, answers, close: () => db.destroy() }
}

/** Runs `work` in one transaction, the one that is open already if there is one: all of it is kept, or none. */
export function inTransaction<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return isOpen(db) ? work(db) : db.transaction().execute(work)
}

const isOpen = (db: Db | Tx): db is Tx => db.isTransaction
