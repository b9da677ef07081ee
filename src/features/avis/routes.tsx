import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { DemandeIntrouvable, findForAgent, statuts } from '../demandes/index.ts'
import { answerAvis } from './answer-avis.ts'
import { askAvis } from './ask-avis.ts'
import { consultables, mesAvis } from './avis.query.ts'
import { AVIS_JOURS, type AvisTape, type DemandeDAvisTapee, type ErreursDAvis } from './avis.ts'
import type { AvisDeps } from './avis-deps.ts'
import { DemanderAvisPage } from './pages/demander-avis-page.tsx'
import { MesAvisPage } from './pages/mes-avis-page.tsx'
import { RendreAvisPage } from './pages/rendre-avis-page.tsx'
import { readDemandePourAvis } from './read-demande-pour-avis.ts'
import { AvisClos } from './refusals.ts'
import { remindAvis } from './remind-avis.ts'
import { withdrawAvis } from './withdraw-avis.ts'

type ById = FastifyRequest<{ Params: { id: string } }>
const AGENTS = { config: { access: COMPTOIR } } as const

/** Opinions: asked on a demande, given by a colleague. */
export function avisRoutes(web: FastifyInstance, deps: AvisDeps): void {
  askingRoutes(web, deps)
  web.get('/agents/avis', AGENTS, async (request, reply) =>
    reply.page({
      titre: 'Avis demandés',
      contenu: (
        <MesAvisPage
          vue={await mesAvis(deps.db, agentDe(request), textField(request.query, 'apres'))}
          titreDe={deps.catalogue.titreDe}
          today={parisDay(deps.clock.now())}
          rendu={textField(request.query, 'rendu') === '1'}
        />
      ),
    }),
  )
  web.get<{ Params: { id: string } }>('/agents/avis/:id', AGENTS, (request, reply) =>
    showAvis(deps, request, reply, { sens: '', reponse: '' }, {}),
  )
  web.post<{ Params: { id: string } }>('/agents/avis/:id', AGENTS, async (request, reply) => {
    const tape = { sens: textField(request.body, 'sens'), reponse: textField(request.body, 'reponse') }
    const erreurs = await answerAvis(deps, agentDe(request), request.params.id, tape)
    if (Object.keys(erreurs).length === 0) return reply.goTo('/agents/avis?rendu=1')
    return showAvis(deps, request, reply, tape, erreurs)
  })
}

function askingRoutes(web: FastifyInstance, deps: AvisDeps): void {
  web.get('/agents/demandes/:reference/avis', AGENTS, (request, reply) => {
    const pourLe = addDays(parisDay(deps.clock.now()), AVIS_JOURS.propose)
    return showAsking(deps, request, reply, { consulte: '', question: '', pourLe }, {})
  })
  web.post('/agents/demandes/:reference/avis', AGENTS, async (request, reply) => {
    const field = (nom: string): string => textField(request.body, nom)
    const tape = { consulte: field('consulte'), question: field('question'), pourLe: field('pourLe') }
    const reference = referenceOf(request)
    const erreurs = await askAvis(deps, agentDe(request), reference, tape)
    if (Object.keys(erreurs).length === 0) return reply.goTo(`/agents/demandes/${reference}`)
    return showAsking(deps, request, reply, tape, erreurs)
  })
  web.post<{ Params: { id: string } }>('/agents/avis/:id/relance', AGENTS, async (request, reply) =>
    reply.goTo(`/agents/demandes/${await remindAvis(deps, agentDe(request), request.params.id)}`),
  )
  web.post<{ Params: { id: string } }>('/agents/avis/:id/retrait', AGENTS, async (request, reply) =>
    reply.goTo(`/agents/demandes/${await withdrawAvis(deps, agentDe(request), request.params.id)}`),
  )
}

async function showAsking(
  deps: AvisDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  tape: DemandeDAvisTapee,
  erreurs: ErreursDAvis,
): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const reference = referenceOf(request)
  const demande = await findForAgent(deps.db, acteur, reference)
  if (!demande) throw new DemandeIntrouvable()
  if (statuts[demande.statut].final) throw new AvisClos(reference)
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'Erreur\u00a0: d' : 'D'}emander un avis`,
    contenu: (
      <DemanderAvisPage
        reference={reference}
        collegues={await consultables(deps.db, acteur)}
        tape={tape}
        erreurs={erreurs}
      />
    ),
  })
}

async function showAvis(
  deps: AvisDeps,
  request: ById,
  reply: FastifyReply,
  tape: AvisTape,
  erreurs: ErreursDAvis,
): Promise<FastifyReply> {
  const vue = await readDemandePourAvis(deps, agentDe(request), request.params.id)
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'Erreur\u00a0: v' : 'V'}otre avis sur la demande ${vue.avis.reference}`,
    contenu: (
      <RendreAvisPage
        {...vue}
        titre={deps.catalogue.titreDe(vue.avis.demarche)}
        tape={tape}
        erreurs={erreurs}
      />
    ),
  })
}

/** @throws DemandeIntrouvable when it cannot be one: the same page as for one that does not exist */
function referenceOf(request: FastifyRequest): string {
  const reference = parseReference((request.params as { reference: string }).reference)
  if (!reference) throw new DemandeIntrouvable()
  return reference
}
