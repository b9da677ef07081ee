import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { parisTime } from '../../platform/legal-clock/paris.ts'
import { appareilDe } from '../../platform/session/appareil.ts'
import { returnPath } from '../../platform/session/return-path.ts'
import { verifySignInProof } from '../../platform/session/session-guard.ts'
import { accesRoutes } from './acces-routes.tsx'
import { administrationRoutes } from './administration-routes.tsx'
import type { AgentsWebDeps } from './agents-deps.ts'
import { anonymatRoutes } from './anonymat-routes.tsx'
import { compteAgentRoutes } from './compte-agent-routes.tsx'
import { identiteRoutes } from './identite-routes.tsx'
import { ConnexionAgentPage } from './pages/connexion-agent-page.tsx'
import { AgentRefuse } from './refusals.ts'
import { secondStepPage, secondStepRoutes, sendSession } from './second-step-routes.tsx'
import { signInAgent } from './sign-in-agent.ts'

const PUBLIC = { config: { access: 'public' } } as const

/** The door of the agents. */
export function agentsRoutes(web: FastifyInstance, deps: AgentsWebDeps): void {
  web.get<{ Querystring: { retour?: string } }>('/agents/connexion', PUBLIC, (request, reply) =>
    reply.page({
      titre: 'Connexion des agents',
      contenu: <ConnexionAgentPage email="" retour={returnPath(request.query.retour, 'agent')} />,
    }),
  )
  web.post('/agents/connexion', PUBLIC, (request, reply) => postConnexion(deps, request, reply))
  secondStepRoutes(web, deps)
  compteAgentRoutes(web, deps)
  accesRoutes(web, deps)
  anonymatRoutes(web, deps)
  administrationRoutes(web)
  identiteRoutes(web, deps)
}

async function postConnexion(
  deps: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const proof = await verifySignInProof(request, reply, deps)
  if (!proof) return reply
  const field = (name: string): string => textField(request.body, name)
  const retour = returnPath(field('retour'), 'agent')
  try {
    const entree = await signInAgent(deps, {
      email: field('email'),
      motDePasse: field('motDePasse'),
      code: field('code'),
      thumbprint: proof.thumbprint,
      ip: request.ip,
      appareil: appareilDe(request.headers['user-agent']),
    })
    if ('etape' in entree) return secondStepPage(reply, { etape: entree.etape, retour })
    return sendSession(reply, entree, retour)
  } catch (error) {
    if (!(error instanceof AgentRefuse)) throw error
    const erreur = explain(error)
    return reply.page({
      statut: 422,
      titre: 'Erreur : connexion des agents',
      contenu: <ConnexionAgentPage email={field('email')} retour={retour} erreur={erreur} />,
    })
  }
}

function explain({ bloqueJusquA }: AgentRefuse): string {
  if (!bloqueJusquA)
    return 'Cette adresse, ce mot de passe et ce code ne vont pas ensemble. Vérifiez-les, attendez le code suivant et recommencez.'
  return `Après plusieurs essais manqués, la connexion est bloquée jusqu’à ${parisTime(bloqueJusquA)}. Réessayez ensuite.`
}
