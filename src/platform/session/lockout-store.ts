import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { CompiledQuery, type Selectable } from 'kysely'
import { type Db, inTransaction, type Tx } from '../db/database.ts'
import type { DB } from '../db/schema.ts'
import {
  blockedUntil,
  countAttempt,
  freshLock,
  LOCK_RULES,
  type LockRules,
  type LockState,
} from './lockout.ts'

/** Thirty failures in ten minutes. */
const SIGN_IN_LIMIT = { max: 30, windowMs: 10 * 60_000 }

/** The key of an address: nobody can read an address from the table, and unknown addresses have one too. */
export function lockKey(key: Buffer, emailNormalise: string): Buffer {
  return createHmac('sha256', key).update(`adresse:${emailNormalise}`).digest()
}

/** The key of a network source for one usage: an IPv4 address, or the /64 of an IPv6 one. */
export function sourceKey(key: Buffer, ip: string, usage = 'source'): Buffer {
  return createHmac('sha256', key)
    .update(`${usage}:${isIPv6(ip) ? networkOf(ip) : ip}`)
    .digest()
}

function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  const [left = '', right = ''] = ip.split('%')[0]?.split('::') ?? []
  const head = left.split(':').filter(Boolean)
  const tail = right.split(':').filter(Boolean)
  const full = ip.includes('::')
    ? [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail]
    : head
  return full
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

export interface Attempt {
  /** Until when no password is evaluated; null when this one may be. */
  bloqueJusquA: Date | null
  /** By the failures on the address, or by those from the network. */
  par?: 'adresse' | 'source'
  /** This try, if it fails, blocks the address until then. */
  dernierAvant?: Date
}

// As text, not built anew: a crowd that signs in asks nothing else.
const COUNT_SOURCE = `insert into verrou_source as v (cle, echecs, fenetre_debut) values ($1, 1, $2)
  on conflict (cle) do update set
    echecs = case when v.fenetre_debut <= $3 then 1 else least(v.echecs + 1, $4) end,
    fenetre_debut = case when v.fenetre_debut <= $3 then $2 else v.fenetre_debut end
  returning echecs, fenetre_debut`
const COUNT_AND_READ = `with s as (${COUNT_SOURCE})
  select s.echecs as source_echecs, s.fenetre_debut as source_debut,
    v.cle, v.echecs, v.fenetre_debut, v.bloque_jusqu_a, v.niveau, v.evaluees, v.modifie_le
  from s left join verrou_acces v on v.cle = $5`
const KEEP_IF_SAME = `insert into verrou_acces as v
    (cle, echecs, fenetre_debut, bloque_jusqu_a, niveau, evaluees, modifie_le)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (cle) do update set echecs = excluded.echecs, fenetre_debut = excluded.fenetre_debut,
    bloque_jusqu_a = excluded.bloque_jusqu_a, niveau = excluded.niveau, evaluees = excluded.evaluees,
    modifie_le = excluded.modifie_le
  where v.echecs = $8 and v.niveau = $9 and v.evaluees = $10 and v.modifie_le = $11`

type LockRow = Selectable<DB['verrou_acces']>
type SourceRow = { source_echecs: number; source_debut: Date }

/**
 * Takes one try for this address and this source. It is counted as a failure before the password is evaluated: twenty
 * guesses at the same moment are twenty tries, one after another. What was read is written if nobody tried meanwhile,
 * and under a row lock otherwise.
 */
export async function takeAttempt(
  db: Db,
  keys: { adresse: Buffer; source: Buffer },
  now: Date,
  rules: LockRules = LOCK_RULES,
): Promise<Attempt> {
  const { max, windowMs } = SIGN_IN_LIMIT
  const start = new Date(now.getTime() - windowMs)
  const { rows } = await db.executeQuery<Partial<LockRow> & SourceRow>(
    CompiledQuery.raw(COUNT_AND_READ, [keys.source, now, start, max + 1, keys.adresse]),
  )
  const [row] = rows
  if (!row) throw new Error('a count without a row')
  if (row.source_echecs > max)
    return { bloqueJusquA: new Date(row.source_debut.getTime() + windowMs), par: 'source' }
  const before = row.cle ? (row as LockRow) : undefined
  const { attempt, next } = judge(before, now, rules)
  if (!next || (await keepIfSame(db, keys.adresse, { before, next, now }))) return attempt
  return inTransaction(db, async (tx) => {
    const locked = judge(await lockedRow(tx, keys.adresse), now, rules)
    if (locked.next) await saveState(tx, keys.adresse, locked.next, now)
    return locked.attempt
  })
}

/** What one more try means, and the state that it leaves; none while blocked. */
function judge(
  row: LockRow | undefined,
  now: Date,
  rules: LockRules,
): { attempt: Attempt; next?: LockState } {
  const state = row ? stateOf(row) : freshLock(now.getTime())
  const until = blockedUntil(state, now.getTime(), rules)
  if (until !== null) return { attempt: { bloqueJusquA: new Date(until), par: 'adresse' } }
  const next = countAttempt(state, now.getTime(), rules)
  const then = blockedUntil(next, now.getTime(), rules)
  return { attempt: { bloqueJusquA: null, ...(then === null ? {} : { dernierAvant: new Date(then) }) }, next }
}

/** @returns whether the row was still as it was read (or still absent) */
async function keepIfSame(
  db: Db,
  cle: Buffer,
  { before, next, now }: { before: LockRow | undefined; next: LockState; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await db.executeQuery(
    CompiledQuery.raw(KEEP_IF_SAME, [
      cle,
      next.echecs,
      new Date(next.fenetreDebut),
      next.bloqueJusquA === null ? null : new Date(next.bloqueJusquA),
      next.niveau,
      next.evaluees.map((at) => new Date(at)),
      now,
      before?.echecs ?? null,
      before?.niveau ?? null,
      before?.evaluees ?? null,
      before?.modifie_le ?? null,
    ]),
  )
  return numAffectedRows === 1n
}

const CLEAR = `with s as (update verrou_source set echecs = greatest(0, echecs - 1) where cle = $1)
  update verrou_acces set echecs = 0, fenetre_debut = $3, bloque_jusqu_a = null, niveau = 0,
    evaluees = trim_array(evaluees, least(1, cardinality(evaluees))), modifie_le = $3 where cle = $2`

/** After the right password: the failures are forgotten, and its own evaluation; those of the day are not. */
export async function clearAttempts(
  tx: Tx,
  keys: { adresse: Buffer; source: Buffer },
  now: Date,
): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(CLEAR, [keys.source, keys.adresse, now]))
}

/** Which of these addresses are blocked, and until when, by the hexadecimal form of their key. */
export async function lockedUntil(
  db: Db,
  cles: readonly Buffer[],
  now: Date,
  rules: LockRules,
): Promise<ReadonlyMap<string, Date>> {
  if (cles.length === 0) return new Map()
  const rows = await db
    .selectFrom('verrou_acces')
    .selectAll()
    .where('cle', 'in', [...cles])
    .execute()
  return new Map(
    rows.flatMap((row) => {
      const until = blockedUntil(stateOf(row), now.getTime(), rules)
      return until === null ? [] : [[row.cle.toString('hex'), new Date(until)] as const]
    }),
  )
}

/**
 * Opens the door again for the holder, who proved to be one by the mailbox: five tries at least are left for today,
 * which nobody else can earn.
 */
export async function liftLock(tx: Tx, adresse: Buffer, now: Date, rules: LockRules): Promise<void> {
  const row = await lockedRow(tx, adresse)
  const state = row ? stateOf(row) : freshLock(now.getTime())
  const evaluees = state.evaluees.slice(rules.echecsAvantBlocage - rules.evaluationsParJour)
  await saveState(tx, adresse, { ...freshLock(now.getTime()), evaluees }, now)
}

function lockedRow(tx: Tx, cle: Buffer): Promise<LockRow | undefined> {
  return tx.selectFrom('verrou_acces').selectAll().where('cle', '=', cle).forUpdate().executeTakeFirst()
}

function stateOf(row: LockRow): LockState {
  return {
    echecs: row.echecs,
    fenetreDebut: row.fenetre_debut.getTime(),
    bloqueJusquA: row.bloque_jusqu_a?.getTime() ?? null,
    niveau: row.niveau,
    evaluees: row.evaluees.map((at) => at.getTime()),
  }
}

async function saveState(tx: Tx, cle: Buffer, state: LockState, now: Date): Promise<void> {
  await tx
    .updateTable('verrou_acces')
    .set({
      echecs: state.echecs,
      fenetre_debut: new Date(state.fenetreDebut),
      bloque_jusqu_a: state.bloqueJusquA === null ? null : new Date(state.bloqueJusquA),
      niveau: state.niveau,
      evaluees: state.evaluees.map((at) => new Date(at)),
      modifie_le: now,
    })
    .where('cle', '=', cle)
    .execute()
}

export interface SourceLimit {
  max: number
  windowMs: number
}

/** Counts one more request of a source. @returns until when this source is refused, or null */
export async function countSource(
  tx: Tx,
  cle: Buffer,
  now: Date,
  { max, windowMs }: SourceLimit,
): Promise<Date | null> {
  const start = new Date(now.getTime() - windowMs)
  const { rows } = await tx.executeQuery<{ echecs: number; fenetre_debut: Date }>(
    CompiledQuery.raw(COUNT_SOURCE, [cle, now, start, max + 1]),
  )
  const [row] = rows
  return row && row.echecs > max ? new Date(row.fenetre_debut.getTime() + windowMs) : null
}
