import type { FastifyInstance } from 'fastify'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { accesDesAgents } from './acces-agents.query.ts'
import type { AgentsWebDeps } from './agents-deps.ts'
import { liftAgentLock } from './lift-agent-lock.ts'
import { AccesAgentsPage } from './pages/acces-agents-page.tsx'
import { AgentIntrouvable } from './refusals.ts'

const STAFF = { config: { access: { agent: ['responsable', 'administrateur'] } } } as const
const ACCES = '/agents/acces'

/** Blocked agents, seen and let in again by those who answer for the counter. */
export function accesRoutes(web: FastifyInstance, deps: AgentsWebDeps): void {
  web.get<{ Querystring: { fait?: string } }>(ACCES, STAFF, async (request, reply) =>
    reply.page({
      titre: 'Accès des agents',
      contenu: (
        <AccesAgentsPage
          agents={await accesDesAgents(deps)}
          fait={request.query.fait === 'deblocage'}
          administrateur={agentDe(request).role === 'administrateur'}
        />
      ),
    }),
  )
  web.post<{ Params: { id: string } }>(`${ACCES}/:id/deblocage`, STAFF, async (request, reply) => {
    const { params } = request
    if (!isUuid(params.id)) throw new AgentIntrouvable()
    await liftAgentLock(deps, agentDe(request), params.id)
    return reply.goTo(`${ACCES}?fait=deblocage`)
  })
}
