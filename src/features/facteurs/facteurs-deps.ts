import type { LockoutDeps } from '../../platform/session/try-password.ts'

export interface FacteursDeps extends LockoutDeps {
  /** Passkeys belong to its hostname. */
  publicOrigin: string
  totpKey: Buffer
}
