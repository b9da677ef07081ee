import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Nonces } from '../../platform/session/nonce.ts'
import type { SignInDeps } from './sign-in.ts'

export interface ComptesDeps extends SignInDeps {
  collectivite: Collectivite
  nonces: Nonces
  totpKey: Buffer
  /** Whether this person is on the page of the payment provider. */
  paieEnCeMoment: (usagerId: string) => Promise<boolean>
}
