import { inTransaction } from '../db/database.ts'
import { clearAttempts } from './lockout-store.ts'
import { proveSession } from './session-store.ts'
import { type LockoutDeps, type PasswordTry, tryPassword, type Verdict } from './try-password.ts'

/**
 * The password again, before a sensitive act: it counts for five minutes in this session. Guessing is held back as at
 * sign-in. @throws TropDeMonde
 */
export async function proveIdentity(
  deps: LockoutDeps,
  sessionId: string,
  attempt: PasswordTry,
): Promise<Verdict> {
  const verdict = await tryPassword(deps, attempt)
  if (verdict.kind !== 'juste') return verdict
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await clearAttempts(tx, verdict.keys, now)
    await proveSession(tx, sessionId, now)
  })
  return verdict
}
