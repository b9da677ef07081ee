import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { type Selectable, sql } from 'kysely'
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

/**
 * Takes one try for this address and this source. It is counted as a failure before the password is evaluated, under
 * a row lock: twenty guesses at the same moment are twenty tries, one after another.
 */
export function takeAttempt(
  db: Db,
  keys: { adresse: Buffer; source: Buffer },
  now: Date,
  rules: LockRules = LOCK_RULES,
): Promise<Attempt> {
  return inTransaction(db, async (tx): Promise<Attempt> => {
    const sourceUntil = await countSource(tx, keys.source, now)
    if (sourceUntil) return { bloqueJusquA: sourceUntil, par: 'source' }
    await tx
      .insertInto('verrou_acces')
      .values({ cle: keys.adresse, fenetre_debut: now, evaluations_debut: now, modifie_le: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const state = await lockedState(tx, keys.adresse, now)
    const until = blockedUntil(state, now.getTime(), rules)
    if (until !== null) return { bloqueJusquA: new Date(until), par: 'adresse' }
    const counted = countAttempt(state, now.getTime(), rules)
    await saveState(tx, keys.adresse, counted, now)
    const then = blockedUntil(counted, now.getTime(), rules)
    return { bloqueJusquA: null, ...(then === null ? {} : { dernierAvant: new Date(then) }) }
  })
}

/** After the right password: the failures are forgotten, the day's count of evaluations is not. */
export async function clearAttempts(
  tx: Tx,
  keys: { adresse: Buffer; source: Buffer },
  now: Date,
): Promise<void> {
  // The source first, as in takeAttempt: two sign-ins that lock in opposite orders would block each other.
  await sql`update verrou_source set echecs = greatest(0, echecs - 1) where cle = ${keys.source}`.execute(tx)
  const state = await lockedState(tx, keys.adresse, now)
  const cleared = {
    ...freshLock(now.getTime()),
    evaluations: state.evaluations - 1,
    evaluationsDebut: state.evaluationsDebut,
  }
  await saveState(tx, keys.adresse, cleared, now)
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
  const state = await lockedState(tx, adresse, now)
  const evaluations = Math.min(state.evaluations, rules.evaluationsParJour - rules.echecsAvantBlocage)
  const { evaluationsDebut } = state
  await saveState(tx, adresse, { ...freshLock(now.getTime()), evaluations, evaluationsDebut }, now)
}

async function lockedState(tx: Tx, cle: Buffer, now: Date): Promise<LockState> {
  const row = await tx
    .selectFrom('verrou_acces')
    .selectAll()
    .where('cle', '=', cle)
    .forUpdate()
    .executeTakeFirst()
  return row ? stateOf(row) : freshLock(now.getTime())
}

function stateOf(row: Selectable<DB['verrou_acces']>): LockState {
  return {
    echecs: row.echecs,
    fenetreDebut: row.fenetre_debut.getTime(),
    bloqueJusquA: row.bloque_jusqu_a?.getTime() ?? null,
    niveau: row.niveau,
    evaluations: row.evaluations,
    evaluationsDebut: row.evaluations_debut.getTime(),
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
      evaluations: Math.max(0, state.evaluations),
      evaluations_debut: new Date(state.evaluationsDebut),
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
  { max, windowMs }: SourceLimit = SIGN_IN_LIMIT,
): Promise<Date | null> {
  const start = new Date(now.getTime() - windowMs)
  const { rows } = await sql<{
    echecs: number
    fenetre_debut: Date
  }>`insert into verrou_source as v (cle, echecs, fenetre_debut)
    values (${cle}, 1, ${now}) on conflict (cle) do update set
      echecs = case when v.fenetre_debut <= ${start} then 1 else least(v.echecs + 1, ${max + 1}) end,
      fenetre_debut = case when v.fenetre_debut <= ${start} then ${now} else v.fenetre_debut end
    returning echecs, fenetre_debut`.execute(tx)
  const row = rows[0]
  return row && row.echecs > max ? new Date(row.fenetre_debut.getTime() + windowMs) : null
}
