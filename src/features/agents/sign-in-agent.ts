import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { unseal } from '../../platform/files/sealed-box.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { clearAttempts, sourceKey } from '../../platform/session/lockout-store.ts'
import { openSession } from '../../platform/session/session-store.ts'
import { codeAt, stepOfCode } from '../../platform/session/totp.ts'
import { tryPassword } from '../../platform/session/try-password.ts'
import {
  type DeuxiemeEtape,
  type FacteursDeps,
  spendTotpStep,
  startSecondStep,
  type Titulaire,
} from '../facteurs/index.ts'
import { normaliseAgentEmail } from './agent.ts'
import { AgentRefuse } from './refusals.ts'

export type AgentsDeps = FacteursDeps

export interface AgentSignIn {
  email: string
  motDePasse: string
  code: string
  thumbprint: string
  ip: string
  appareil: string
}

/** An agent's address locks apart from the account that the same person may have as a citizen. */
export const adresseVerrouillee = (email: string): string => `agent:${email}`

/** The session's token, and whether the password is one that the agent has yet to replace. */
export interface EntreeOuverte {
  jeton: string
  provisoire: boolean
}

/** The open session, or the page that asks for the passkey. */
export type EntreeAgent = EntreeOuverte | { etape: DeuxiemeEtape }

/**
 * Opens an agent's session: address, password and a code that serves once. An agent who has a passkey may leave the
 * code out, and is asked for the key. Whatever is wrong, the words and the work are the same.
 * @throws AgentRefuse | TropDeMonde
 */
export async function signInAgent(deps: AgentsDeps, input: AgentSignIn): Promise<EntreeAgent> {
  const email = normaliseAgentEmail(input.email)
  const now = deps.clock.now()
  const agent = await deps.db
    .selectFrom('agent')
    .select(['id', 'mot_de_passe', 'mot_de_passe_le', 'totp_chiffre'])
    .where('email_normalise', '=', email)
    .where('actif', '=', true)
    .where((eb) => eb.or([eb('provisoire_jusqu_a', 'is', null), eb('provisoire_jusqu_a', '>', now)]))
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
  const entree = await inTransaction(deps.db, async (tx): Promise<EntreeAgent | undefined> => {
    if (verdict.kind === 'juste' && agent) {
      const entered = await enter(tx, deps, { id: agent.id, depuis: agent.mot_de_passe_le }, step, input)
      if (entered) {
        await clearAttempts(tx, verdict.keys, now)
        return entered
      }
    }
    await noteRefus(tx, agent?.id, now)
  })
  if (!entree) throw new AgentRefuse()
  return entree
}

/** By the code that was given, or by the step that asks for a passkey. @returns undefined when neither opens */
async function enter(
  tx: Tx,
  deps: AgentsDeps,
  { id, depuis }: { id: string; depuis: Date },
  step: number | undefined,
  input: AgentSignIn,
): Promise<EntreeAgent | undefined> {
  const titulaire: Titulaire = { kind: 'agent', id }
  if (step !== undefined && (await spendTotpStep(tx, titulaire, step)))
    return openForAgent(tx, deps, id, { ...input, depuis })
  if (input.code.trim() !== '') return undefined
  // The password of this moment: what the step begins is dropped with it (`dropEpreuves`).
  await tx
    .selectFrom('agent')
    .select('id')
    .where('id', '=', id)
    .where('actif', '=', true)
    .where('mot_de_passe_le', '=', depuis)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => new AgentRefuse())
  const etape = await startSecondStep(tx, deps, titulaire, input.thumbprint)
  return etape && { etape }
}

export async function noteRefus(tx: Tx, agentId: string | undefined, le: Date): Promise<void> {
  const objet = agentId ? { objetId: agentId } : {}
  await appendJournal(tx, { le, acteur: { kind: 'anonyme' }, action: 'agent.connexion-refusee', ...objet })
}

/**
 * Opens the session of an agent who has proved to be one.
 * @throws AgentRefuse when the agent was dismissed, or the password changed, since that proof
 */
export async function openForAgent(
  tx: Tx,
  deps: Pick<AgentsDeps, 'clock' | 'lockoutKey'>,
  id: string,
  { ip, ...input }: Pick<AgentSignIn, 'thumbprint' | 'appareil' | 'ip'> & { depuis: Date },
): Promise<EntreeOuverte> {
  const le = deps.clock.now()
  await appendJournal(tx, { le, acteur: { kind: 'anonyme' }, action: 'agent.connecte', objetId: id })
  const reseau = sourceKey(deps.lockoutKey, ip, 'reseau')
  const jeton = await openSession(tx, { acteur: 'agent', id, postePartage: false, ...input, reseau, le })
  if (jeton === undefined) throw new AgentRefuse()
  const { provisoire_jusqu_a } = await tx
    .selectFrom('agent')
    .select('provisoire_jusqu_a')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { jeton, provisoire: provisoire_jusqu_a !== null }
}

/** The code of this moment for an agent, for the demonstration and the tests of an operator. */
export async function currentCode(
  deps: Pick<AgentsDeps, 'db' | 'clock' | 'totpKey'>,
  email: string,
): Promise<string | undefined> {
  const agent = await deps.db
    .selectFrom('agent')
    .select(['id', 'totp_chiffre'])
    .where('email_normalise', '=', normaliseAgentEmail(email))
    .executeTakeFirst()
  return agent && codeAt(unseal(deps.totpKey, agent.totp_chiffre, `totp:${agent.id}`), deps.clock.now())
}
