import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'
import type { LockRules } from './lockout.ts'
import { lockKey, sourceKey, takeAttempt } from './lockout-store.ts'
import { refuseCrowd, verifyPassword } from './password.ts'

export interface PasswordTry {
  /** The normalised address, or another name of what is guarded (`agent:…`). */
  adresse: string
  /** Network address of the browser. */
  ip: string
  motDePasse: string
  /** The Argon2id hash to compare with; undefined when there is no such account. */
  attendu: () => Promise<string | undefined>
}

/** What trying a password needs. */
export interface LockoutDeps {
  db: Db
  clock: Clock
  lockoutKey: Buffer
  lockRules: LockRules
}

export interface LockKeys {
  adresse: Buffer
  source: Buffer
}

/** `juste` leaves its failure to be cleared (`clearAttempts`) in the transaction of what it allows. */
export type Verdict =
  | { kind: 'juste'; keys: LockKeys }
  /** `bloqueJusquA`: this failure was the one that blocks. */
  | { kind: 'faux'; bloqueJusquA?: Date }
  | { kind: 'bloque'; jusquA: Date }

/**
 * Compares a password as far as lock-out allows: the one place where passwords are tried. Known, unknown and blocked
 * addresses cost the same work; a network that is blocked costs none, whatever the address.
 * @throws TropDeMonde
 */
export async function tryPassword(
  { db, clock, lockoutKey, lockRules }: LockoutDeps,
  { adresse, ip, motDePasse, attendu }: PasswordTry,
): Promise<Verdict> {
  refuseCrowd()
  const keys = { adresse: lockKey(lockoutKey, adresse), source: sourceKey(lockoutKey, ip) }
  const attempt = await takeAttempt(db, keys, clock.now(), lockRules)
  if (attempt.par === 'source' && attempt.bloqueJusquA)
    return { kind: 'bloque', jusquA: attempt.bloqueJusquA }
  const stored = await attendu()
  if (attempt.bloqueJusquA) {
    await verifyPassword(undefined, motDePasse)
    return { kind: 'bloque', jusquA: attempt.bloqueJusquA }
  }
  if (await verifyPassword(stored, motDePasse)) return { kind: 'juste', keys }
  return { kind: 'faux', ...(attempt.dernierAvant ? { bloqueJusquA: attempt.dernierAvant } : {}) }
}
