import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** What a job does with its payload (ids only). It may run twice: it must find its work done and stop. */
export type JobHandler = (payload: unknown) => Promise<void>
export type JobHandlers = Readonly<Record<string, JobHandler>>

export interface JobOptions {
  /** Not before this moment; at once when absent. */
  runAt?: Date
  /** A second job with the same key replaces the first. */
  jobKey?: string
  /** Attempts with growing pauses, 25 (about three days) when absent. */
  maxAttempts?: number
}

/** Adds a job inside the caller's transaction: no commit, no job; no job, no commit (an outbox by construction). */
export async function addJob(
  tx: Tx,
  name: string,
  payload: Readonly<Record<string, string>>,
  options: JobOptions = {},
): Promise<void> {
  await sql`select ajouter_travail(${name}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz,
    ${options.jobKey ?? null}::text, ${options.maxAttempts ?? null}::int)`.execute(tx)
}

/** Reads the id that a job of ours carries; throws when the payload is not one of ours. */
export function idOf(payload: unknown): string {
  const id = (payload as { id?: unknown } | null)?.id
  if (typeof id !== 'string') throw new Error('job payload without an id')
  return id
}
