import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { clearAttempts, lockKey, sourceKey, takeAttempt } from '../../platform/session/lockout-store.ts'
import { verifyPassword } from '../../platform/session/password.ts'
import { openSession } from '../../platform/session/session-store.ts'
import { normaliseEmail } from './compte.ts'
import { findIdentifiants } from './compte-store.ts'
import { ConnexionBloquee, ConnexionRefusee } from './refusals.ts'

export interface SignInDeps {
  db: Db
  clock: Clock
  lockoutKey: Buffer
}

export interface SignInInput {
  email: string
  motDePasse: string
  postePartage: boolean
  thumbprint: string
  /** Network address of the browser. */
  ip: string
  appareil: string
}

/**
 * Opens a session. Known and unknown addresses cost the same and are told the same; while blocked, no password is
 * evaluated.
 * @returns the session's token
 * @throws ConnexionBloquee | ConnexionRefusee | MotDePasseOccupe
 */
export async function signIn(deps: SignInDeps, input: SignInInput): Promise<string> {
  const email = normaliseEmail(input.email)
  const now = deps.clock.now()
  const keys = { adresse: lockKey(deps.lockoutKey, email), source: sourceKey(deps.lockoutKey, input.ip) }
  const blocked = await takeAttempt(deps.db, keys, now)
  if (blocked) throw new ConnexionBloquee(blocked)
  const compte = await findIdentifiants(deps.db, email)
  const right = await verifyPassword(compte?.motDePasse, input.motDePasse)
  if (!right || !compte) {
    await inTransaction(deps.db, (tx) =>
      appendJournal(tx, {
        le: now,
        acteur: { kind: 'anonyme' },
        action: 'compte.connexion-refusee',
        ...(compte ? { objetId: compte.id } : {}),
      }),
    )
    throw new ConnexionRefusee()
  }
  return inTransaction(deps.db, async (tx) => {
    await clearAttempts(tx, keys, now)
    const token = await openSession(tx, {
      acteur: 'usager',
      id: compte.id,
      thumbprint: input.thumbprint,
      postePartage: input.postePartage,
      appareil: input.appareil,
      le: now,
    })
    await appendJournal(tx, {
      le: now,
      acteur: { kind: 'anonyme' },
      action: 'compte.connecte',
      objetId: compte.id,
    })
    return token
  })
}
