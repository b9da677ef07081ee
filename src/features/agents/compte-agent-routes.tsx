import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../platform/db/database.ts'
import { EVERY_AGENT } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { judgePassword } from '../../platform/session/password.ts'
import type { ErreursDeMotDePasse } from '../../ui/changer-de-mot-de-passe.tsx'
import { CleEnCoursPage, EpreuvePerimee, FacteurRefuse, facteursDe, startCle } from '../facteurs/index.ts'
import type { AgentsWebDeps } from './agents-deps.ts'
import { addCleAgent, dropCleAgent } from './change-cles.ts'
import { changePasswordAgent } from './change-password-agent.ts'
import { explainPassword } from './explain-password.ts'
import { CompteAgentPage } from './pages/compte-agent-page.tsx'
import { AgentRefuse } from './refusals.ts'

const AGENT = { config: { access: EVERY_AGENT } } as const
const SENSIBLE = { config: { access: EVERY_AGENT, recente: true } } as const
const ICI = '/agents/compte'

/** « Mon compte » of an agent: the password and the passkeys. */
export function compteAgentRoutes(web: FastifyInstance, deps: AgentsWebDeps): void {
  web.get<{ Querystring: { fait?: string } }>(ICI, AGENT, (request, reply) =>
    showCompte(deps, request, reply, {}, request.query.fait),
  )
  web.post(`${ICI}/mot-de-passe`, AGENT, (request, reply) => postMotDePasse(deps, request, reply))
  web.post(`${ICI}/cle`, SENSIBLE, (request, reply) => startKey(deps, request, reply))
  web.post(`${ICI}/cle/confirmation`, SENSIBLE, (request, reply) => confirmKey(deps, request, reply))
  web.post(`${ICI}/cle/retrait`, SENSIBLE, async (request, reply) => {
    await dropCleAgent(deps, agentDe(request), textField(request.body, 'cle').slice(0, 2_000))
    return reply.goTo(`${ICI}?fait=retire`)
  })
}

async function showCompte(
  deps: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  erreurs: ErreursDeMotDePasse,
  fait?: string,
): Promise<FastifyReply> {
  const { agentId, nomAffiche } = agentDe(request)
  const { cles } = await facteursDe(deps.db, { kind: 'agent', id: agentId })
  const email = await emailOf(deps, agentId)
  const refuse = Object.keys(erreurs).length > 0
  return reply.page({
    statut: refuse ? 422 : 200,
    titre: refuse ? 'Erreur : mon compte' : 'Mon compte',
    contenu: (
      <CompteAgentPage
        ici={ICI}
        nom={nomAffiche}
        email={email}
        cles={cles}
        erreurs={erreurs}
        {...(fait ? { fait } : {})}
      />
    ),
  })
}

async function postMotDePasse(
  deps: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const field = (name: string): string => textField(request.body, name).slice(0, 1_000)
  const [actuel, nouveau] = [field('actuel'), field('nouveau')]
  const email = await emailOf(deps, acteur.agentId)
  const own = [deps.collectivite.nom, acteur.nomAffiche, email.split('@')[0] ?? '']
  const [faible] = await judgePassword(nouveau, own)
  const erreurs: ErreursDeMotDePasse = {
    ...(actuel === '' ? { actuel: 'Écrivez votre mot de passe actuel.' } : {}),
    ...(faible ? { nouveau: faible } : nouveau === actuel ? { nouveau: 'Choisissez-en un autre.' } : {}),
  }
  if (Object.keys(erreurs).length > 0) return showCompte(deps, request, reply, erreurs)
  try {
    await changePasswordAgent(deps, acteur, { actuel, nouveau, ip: request.ip })
  } catch (error) {
    if (!(error instanceof AgentRefuse)) throw error
    return showCompte(deps, request, reply, { actuel: explainPassword(error.bloqueJusquA) })
  }
  return reply.goTo(`${ICI}?fait=mot-de-passe`)
}

const emailOf = async (deps: AgentsWebDeps, agentId: string): Promise<string> => {
  const agent = deps.db.selectFrom('agent').select('email').where('id', '=', agentId)
  return (await agent.executeTakeFirstOrThrow()).email
}

/** The challenge belongs to the key of the session's browser. */
const thumbprintOf = (request: FastifyRequest): string => request.claimedSession?.thumbprint ?? ''

async function startKey(
  deps: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  erreur?: string,
): Promise<FastifyReply> {
  const { agentId, nomAffiche } = agentDe(request)
  const email = await emailOf(deps, agentId)
  const thumbprint = thumbprintOf(request)
  const { portail } = deps.collectivite
  const enCours = await inTransaction(deps.db, (tx) =>
    startCle(tx, deps, { kind: 'agent', id: agentId }, { thumbprint, portail, email, nomAffiche }),
  )
  return reply.page({
    statut: erreur ? 422 : 200,
    titre: erreur ? 'Erreur : ajouter une clé d’accès' : 'Ajouter une clé d’accès',
    contenu: (
      <CleEnCoursPage
        enCours={enCours}
        nom={textField(request.body, 'nom').slice(0, 200)}
        action={`${ICI}/cle/confirmation`}
        retour={ICI}
        {...(erreur ? { erreur } : {})}
      />
    ),
  })
}

async function confirmKey(
  deps: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const field = (name: string): string => textField(request.body, name)
  try {
    await addCleAgent(deps, agentDe(request), {
      id: field('epreuve'),
      thumbprint: thumbprintOf(request),
      nom: field('nom').slice(0, 200),
      cle: field('cle'),
    })
    return reply.goTo(`${ICI}?fait=cle`)
  } catch (error) {
    if (!(error instanceof EpreuvePerimee || error instanceof FacteurRefuse)) throw error
    return startKey(deps, request, reply, 'Cette clé n’a pas pu être enregistrée. Réessayez.')
  }
}
