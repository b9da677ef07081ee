import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/db/database.ts'
import { seal } from '../../platform/files/sealed-box.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentRole } from '../../platform/session/actor.ts'
import { newTotpSecret, totpUri } from '../../platform/session/totp.ts'
import { normaliseAgentEmail } from './agent.ts'

export interface NewAgent {
  email: string
  prenom: string
  nom: string
  /** As it appears on decisions (CRPA L212-1). */
  qualite: string
  role: AgentRole
  demarches: readonly string[]
  /** Argon2id, computed before the transaction. */
  motDePasseHash: string
  /** For a password that the agent has yet to replace. */
  provisoireJusquA?: Date
}

/** Opens a staff account. @returns the address for an authenticator application, shown once and not kept readable */
export async function createAgent(
  tx: Tx,
  keys: { totpKey: Buffer },
  agent: NewAgent,
  le: Date,
): Promise<{ id: string; totpUri: string }> {
  const id = uuidv7()
  const secret = newTotpSecret()
  await tx
    .insertInto('agent')
    .values({
      id,
      email: agent.email,
      email_normalise: normaliseAgentEmail(agent.email),
      mot_de_passe: agent.motDePasseHash,
      prenom: agent.prenom,
      nom: agent.nom,
      qualite: agent.qualite,
      role: agent.role,
      totp_chiffre: seal(keys.totpKey, secret, `totp:${id}`),
      mot_de_passe_le: le,
      provisoire_jusqu_a: agent.provisoireJusquA ?? null,
      cree_le: le,
    })
    .execute()
  if (agent.demarches.length > 0) {
    await tx
      .insertInto('agent_demarche')
      .values(agent.demarches.map((demarche) => ({ agent_id: id, demarche })))
      .execute()
  }
  await appendJournal(tx, {
    le,
    acteur: { kind: 'systeme' },
    action: 'agent.cree',
    objetId: id,
    donnees: { role: agent.role },
  })
  return { id, totpUri: totpUri(secret, agent.email) }
}
