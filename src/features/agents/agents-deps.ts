import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import type { Nonces } from '../../platform/session/nonce.ts'
import type { AgentsDeps } from './sign-in-agent.ts'

export interface AgentsWebDeps extends AgentsDeps {
  nonces: Nonces
  collectivite: Collectivite
}
