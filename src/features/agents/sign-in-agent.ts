import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { unseal } from '../../platform/files/sealed-box.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { clearAttempts } from '../../platform/session/lockout-store.ts'
import { openSession } from '../../platform/session/session-store.ts'
import { tryPassword } from '../../platform/session/try-password.ts'
import { codeAt, stepOfCode } from './agent.ts'
import { AgentRefuse } from './refusals.ts'

export interface AgentsDeps {
  db: Db
  clock: Clock
  lockoutKey: Buffer
  totpKey: Buffer
}

export interface AgentSignIn {
  email: string
  motDePasse: string
  code: string
  thumbprint: string
  ip: string
  appareil: string
}

const normalise = (email: string): string => email.normalize('NFC').trim().toLowerCase()

/** An agent's address locks apart from the account that the same person may have as a citizen. */
const adresseVerrouillee = (email: string): string => `agent:${email}`

/**
 * Opens an agent's session: address, password and a code that serves once. Whatever is wrong, the words and the work
 * are the same.
 * @throws AgentRefuse | MotDePasseOccupe
 */
export async function signInAgent(deps: AgentsDeps, input: AgentSignIn): Promise<string> {
  const email = normalise(input.email)
  const now = deps.clock.now()
  const agent = await deps.db
    .selectFrom('agent')
    .select(['id', 'mot_de_passe', 'totp_chiffre'])
    .where('email_normalise', '=', email)
    .where('actif', '=', true)
    .executeTakeFirst()
  const verdict = await tryPassword(deps, {
    adresse: adresseVerrouillee(email),
    ip: input.ip,
    motDePasse: input.motDePasse,
    attendu: async () => agent?.mot_de_passe,
  })
  if (verdict.kind === 'bloque') throw new AgentRefuse(verdict.jusquA)
  const secret = agent && unseal(deps.totpKey, agent.totp_chiffre, `totp:${agent.id}`)
  const step = secret && stepOfCode(secret, input.code, now)
  const token = await inTransaction(deps.db, async (tx) => {
    const spent =
      verdict.kind === 'juste' && agent && step !== undefined
        ? await tx
            .updateTable('agent')
            .set({ totp_dernier_pas: String(step) })
            .where('id', '=', agent.id)
            .where('totp_dernier_pas', '<', String(step))
            .returning('id')
            .executeTakeFirst()
        : undefined
    if (verdict.kind === 'faux' || !spent || !agent) {
      await appendJournal(tx, {
        le: now,
        acteur: { kind: 'anonyme' },
        action: 'agent.connexion-refusee',
        ...(agent ? { objetId: agent.id } : {}),
      })
      return undefined
    }
    await clearAttempts(tx, verdict.keys, now)
    await appendJournal(tx, {
      le: now,
      acteur: { kind: 'anonyme' },
      action: 'agent.connecte',
      objetId: agent.id,
    })
    return openSession(tx, {
      acteur: 'agent',
      id: agent.id,
      thumbprint: input.thumbprint,
      postePartage: false,
      appareil: input.appareil,
      le: now,
    })
  })
  if (!token) throw new AgentRefuse()
  return token
}

/** The code of this moment for an agent, for the demonstration and the tests of an operator. */
export async function currentCode(
  deps: Pick<AgentsDeps, 'db' | 'clock' | 'totpKey'>,
  email: string,
): Promise<string | undefined> {
  const agent = await deps.db
    .selectFrom('agent')
    .select(['id', 'totp_chiffre'])
    .where('email_normalise', '=', normalise(email))
    .executeTakeFirst()
  return agent && codeAt(unseal(deps.totpKey, agent.totp_chiffre, `totp:${agent.id}`), deps.clock.now())
}
