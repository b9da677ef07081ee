import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { EVERY_AGENT } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { proveIdentity } from '../../platform/session/prove-identity.ts'
import { IdentitePage, TITRE_IDENTITE } from '../../ui/identite-page.tsx'
import type { AgentsWebDeps } from './agents-deps.ts'
import { explainPassword } from './explain-password.ts'
import { adresseVerrouillee } from './sign-in-agent.ts'

const AGENT = { config: { access: EVERY_AGENT } } as const
const ICI = '/agents/identite'

/** The password again, before an agent changes what protects their account. */
export function identiteRoutes(web: FastifyInstance, deps: AgentsWebDeps): void {
  web.get(ICI, AGENT, (_request, reply) =>
    reply.page({ titre: TITRE_IDENTITE, contenu: <IdentitePage action={ICI} /> }),
  )
  web.post(ICI, AGENT, (request, reply) => postIdentite(deps, request, reply))
}

async function postIdentite(
  deps: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { ip, body } = request
  const actor = agentDe(request)
  const agent = await deps.db
    .selectFrom('agent')
    .select(['email_normalise', 'mot_de_passe'])
    .where('id', '=', actor.agentId)
    .executeTakeFirstOrThrow()
  const verdict = await proveIdentity(deps, actor.sessionId, {
    adresse: adresseVerrouillee(agent.email_normalise),
    ip,
    motDePasse: textField(body, 'motDePasse').slice(0, 1_000),
    attendu: async () => agent.mot_de_passe,
  })
  if (verdict.kind === 'juste') return reply.goTo('/agents/compte')
  const erreur = explainPassword(verdict.kind === 'bloque' ? verdict.jusquA : undefined)
  return reply.page({
    statut: 422,
    titre: `Erreur : ${TITRE_IDENTITE.toLowerCase()}`,
    contenu: <IdentitePage action={ICI} erreur={erreur} />,
  })
}
