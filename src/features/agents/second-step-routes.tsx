import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { appareilDe } from '../../platform/session/appareil.ts'
import { returnPath } from '../../platform/session/return-path.ts'
import { verifySignInProof } from '../../platform/session/session-guard.ts'
import {
  type DeuxiemeEtape,
  DeuxiemeEtapePage,
  EpreuvePerimee,
  explainSecondStep,
  readReponse,
  showSecondStep,
} from '../facteurs/index.ts'
import type { AgentsWebDeps } from './agents-deps.ts'
import { completeSignInAgent } from './complete-sign-in-agent.ts'
import { ConnexionAgentPage } from './pages/connexion-agent-page.tsx'
import { AgentRefuse } from './refusals.ts'
import type { EntreeOuverte } from './sign-in-agent.ts'

const ADRESSE = '/agents/connexion/verification'
const REPRISE = 'Recommencez depuis le début.'

/** The passkey of an agent who gave the right password and no code. */
export function secondStepRoutes(web: FastifyInstance, deps: AgentsWebDeps): void {
  web.post(ADRESSE, { config: { access: 'public' } }, (request, reply) => postStep(deps, request, reply))
}

export function secondStepPage(
  reply: FastifyReply,
  vue: { etape: DeuxiemeEtape; retour: string; erreur?: string },
): FastifyReply {
  return reply.page({
    statut: vue.erreur ? 422 : 200,
    titre: vue.erreur ? 'Erreur : deuxième étape' : 'Deuxième étape',
    contenu: <DeuxiemeEtapePage action={ADRESSE} postePartage={false} {...vue} />,
  })
}

/** Hands the session to the browser; a password that is not the agent's own leads to choosing one. */
export function sendSession(
  reply: FastifyReply,
  { jeton, provisoire }: EntreeOuverte,
  retour: string,
): FastifyReply {
  const versLaPage = provisoire ? '/agents/compte?fait=provisoire' : retour
  return reply.type('application/json').send(JSON.stringify({ jeton, versLaPage }))
}

async function postStep(
  deps: AgentsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const proof = await verifySignInProof(request, reply, deps)
  if (!proof) return reply
  const { thumbprint } = proof
  const epreuve = textField(request.body, 'epreuve')
  const retour = returnPath(textField(request.body, 'retour'), 'agent')
  try {
    const entree = await completeSignInAgent(deps, {
      epreuve,
      thumbprint,
      ip: request.ip,
      appareil: appareilDe(request.headers['user-agent']),
      reponse: readReponse(request.body),
    })
    return sendSession(reply, entree, retour)
  } catch (error) {
    const erreur = error instanceof AgentRefuse ? REPRISE : explainSecondStep(error)
    if (!erreur) throw error
    const again = error instanceof EpreuvePerimee || error instanceof AgentRefuse
    const etape = again ? undefined : await showSecondStep(deps, { id: epreuve, thumbprint }, 'agent')
    if (etape) return secondStepPage(reply, { etape, retour, erreur })
    return reply.page({
      statut: 422,
      titre: 'Erreur : connexion des agents',
      contenu: (
        <ConnexionAgentPage email="" retour={retour} erreur={again ? erreur : `${erreur} ${REPRISE}`} />
      ),
    })
  }
}
