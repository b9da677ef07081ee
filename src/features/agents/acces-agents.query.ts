import { sql } from 'kysely'
import type { AgentRole } from '../../platform/session/actor.ts'
import { lockedUntil, lockKey } from '../../platform/session/lockout-store.ts'
import type { LockoutDeps } from '../../platform/session/try-password.ts'
import { adresseVerrouillee } from './sign-in-agent.ts'

export interface AccesDAgent {
  id: string
  nom: string
  qualite: string
  role: AgentRole
  email: string
  actif: boolean
  /** The number by which the public knows them, in the place of their name. */
  numero: string | null
  /** Until when no password is evaluated; null when sign-in is open. */
  bloqueJusquA: Date | null
}

/** Every agent and whether sign-in is blocked for them: a few dozen people. */
export async function accesDesAgents({
  db,
  clock,
  lockoutKey,
  lockRules,
}: LockoutDeps): Promise<AccesDAgent[]> {
  const agents = await db
    .selectFrom('agent')
    .leftJoin('anonymat_agent', 'anonymat_agent.agent_id', 'agent.id')
    .select(['id', 'prenom', 'nom', 'qualite', 'role', 'email', 'email_normalise', 'actif', 'numero'])
    // Whoever left long ago is a number that names nobody.
    .where(sql<boolean>`agent.email_normalise <> 'efface-' || agent.id`)
    .orderBy('nom')
    .orderBy('prenom')
    .limit(1_000)
    .execute()
  const keys = agents.map((agent) => lockKey(lockoutKey, adresseVerrouillee(agent.email_normalise)))
  const locks = await lockedUntil(db, keys, clock.now(), lockRules)
  return agents.map((agent, i) => ({
    id: agent.id,
    nom: `${agent.prenom} ${agent.nom}`,
    qualite: agent.qualite,
    role: agent.role as AgentRole,
    email: agent.email,
    actif: agent.actif,
    numero: agent.numero,
    bloqueJusquA: locks.get((keys[i] ?? Buffer.alloc(0)).toString('hex')) ?? null,
  }))
}
