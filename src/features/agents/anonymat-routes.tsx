import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { AgentsWebDeps } from './agents-deps.ts'
import { anonymatOf } from './anonymat.query.ts'
import { anonymiseAgent, nameAgentAgain } from './anonymise-agent.ts'
import { AnonymatPage } from './pages/anonymat-page.tsx'
import { AgentIntrouvable } from './refusals.ts'

const ADMINISTRATEUR = { config: { access: { agent: ['administrateur'] } } } as const
const ICI = '/agents/acces/:id/anonymat'

/** Which agents the public knows by a number (CRPA L111-2). */
export function anonymatRoutes(web: FastifyInstance, deps: AgentsWebDeps): void {
  web.get(ICI, ADMINISTRATEUR, (request, reply) => show(deps, request, reply))
  web.post(ICI, ADMINISTRATEUR, async (request, reply) => {
    const motif = textField(request.body, 'motif')
    const erreur = await anonymiseAgent(deps, agentDe(request), idOf(request), motif)
    if (erreur) return show(deps, request, reply, { motif, erreur })
    return reply.goTo(`/agents/acces/${idOf(request)}/anonymat`)
  })
  web.post(`${ICI}/fin`, ADMINISTRATEUR, async (request, reply) => {
    await nameAgentAgain(deps, agentDe(request), idOf(request))
    return reply.goTo(`/agents/acces/${idOf(request)}/anonymat`)
  })
}

async function show(
  { db }: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  rendue: { motif: string; erreur?: string } = { motif: '' },
): Promise<FastifyReply> {
  const vu = await anonymatOf(db, idOf(request))
  return reply.page({
    statut: rendue.erreur ? 422 : 200,
    titre: `${rendue.erreur ? 'À corriger\u00a0: ' : ''}Anonymat d’un agent`,
    contenu: <AnonymatPage vu={vu} {...rendue} />,
  })
}

function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isUuid(id)) throw new AgentIntrouvable()
  return id
}
