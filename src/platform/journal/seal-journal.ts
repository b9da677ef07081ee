import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Db, Tx } from '../db/database.ts'
import { inTransaction } from '../db/database.ts'
import type { JobHandlers } from '../jobs/jobs.ts'
import type { Log } from '../log/log.ts'
import { attestationDe, empreinteDeSceau, type SceauScelle } from './empreinte.ts'
import { racineDe } from './merkle.ts'

export interface SealDeps {
  db: Db
  clock: Clock
  log: Pick<Log, 'info' | 'warn'>
  /** Derived from SECRET_KEY: who owns the base cannot attest. */
  journalKey: Buffer
}

/** Lines under one seal at most: what an export reads to prove one of them. */
export const BLOC_MAX = 1024
/** One number for all workers: seals are made by one at a time. */
const SEAL_LOCK = 20150505
const PATIENCE_MS = 20_000
const LOOK_AGAIN_MS = 100

/**
 * Seals the lines that nothing can come before any more, block by block. Each seal is told in the log, which leaves the
 * machine: what the base says later can be compared with it. Running twice seals nothing twice.
 * @returns how many seals were made
 */
export async function sealJournal(deps: SealDeps, patienceMs = PATIENCE_MS): Promise<number> {
  const borne = await borneDuJournal(deps.db, patienceMs)
  if (borne === undefined) {
    deps.log.warn('journal not sealed: a transaction has been open for too long')
    return 0
  }
  for (let made = 0; ; made += 1) {
    const sceau = await inTransaction(deps.db, (tx) => sealBlock(tx, deps, borne))
    if (!sceau) return made
    // After the commit: a seal that was told stands.
    deps.log.info(
      { sceau: sceau.numero, empreinte: sceau.empreinte, jusquA: sceau.jusquAId },
      'journal sealed',
    )
  }
}

/**
 * The highest id such that no line at or below it can appear any more. Ids are drawn in order, but transactions end in
 * any order: a lower id may become visible after a higher one. Whoever drew an id so far had a transaction number
 * before it (trigger annonce_journal), lower than ours, which we take afterwards; once all those below ours have ended,
 * every line that will ever stand at or below that id is there. Nobody waits for us.
 * @returns undefined when some transaction lasts longer than our patience
 */
export async function borneDuJournal(db: Db, patienceMs: number): Promise<string | undefined> {
  // Two statements: a snapshot is older than what is read with it.
  const { rows: drawn } = await sql<{
    id: string
  }>`select last_value::text as id from journal_id_seq`.execute(db)
  const { rows: ours } = await sql<{ numero: string }>`select pg_current_xact_id()::text as numero`.execute(
    db,
  )
  const until = Date.now() + patienceMs
  for (;;) {
    const { rows } = await sql<{ ended: boolean }>`select pg_snapshot_xmin(pg_current_snapshot())
      > ${ours[0]?.numero}::xid8 as ended`.execute(db)
    if (rows[0]?.ended) return drawn[0]?.id
    if (Date.now() >= until) return undefined
    await pause(LOOK_AGAIN_MS)
  }
}

interface SceauFait extends SceauScelle {
  empreinte: string
}

async function sealBlock(
  tx: Tx,
  { clock, journalKey }: SealDeps,
  borne: string,
): Promise<SceauFait | undefined> {
  await sql`select pg_advisory_xact_lock(${SEAL_LOCK})`.execute(tx)
  const last = await tx
    .selectFrom('journal_sceau')
    .select(['numero', 'jusqu_a_id', 'empreinte'])
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirst()
  const apresId = last?.jusqu_a_id ?? '0'
  const lignes = await tx
    .selectFrom('journal')
    .select(['id', 'empreinte'])
    .where('id', '>', apresId)
    .where('id', '<=', borne)
    .orderBy('id')
    .limit(BLOC_MAX)
    .execute()
  const dernier = lignes.at(-1)
  if (!dernier) return undefined
  const scelle: SceauScelle = {
    numero: (last?.numero ?? 0) + 1,
    apresId,
    jusquAId: dernier.id,
    lignes: lignes.length,
    racine: racineDe(lignes.map(({ empreinte }) => empreinte)).toString('hex'),
    scelleLe: clock.now().toISOString(),
    precedent: last ? last.empreinte.toString('hex') : null,
  }
  const empreinte = empreinteDeSceau(scelle)
  await tx
    .insertInto('journal_sceau')
    .values({
      numero: scelle.numero,
      apres_id: apresId,
      jusqu_a_id: dernier.id,
      lignes: lignes.length,
      racine: Buffer.from(scelle.racine, 'hex'),
      scelle_le: scelle.scelleLe,
      precedent: last?.empreinte ?? null,
      empreinte: Buffer.from(empreinte, 'hex'),
      attestation: attestationDe(journalKey, empreinte),
    })
    .execute()
  return { ...scelle, empreinte }
}

/** The job that seals what was written since the last minute. */
export const journalJobs = (deps: SealDeps): JobHandlers => ({
  'journal:scelle': async () => void (await sealJournal(deps)),
})
