import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { conservationOf, findEnded } from './conservation.query.ts'
import type { ConservationDeps } from './conservation-deps.ts'
import { ConservationPage } from './pages/conservation-page.tsx'
import { ConservationIntrouvable } from './refusals.ts'
import { resumeConservation, suspendConservation } from './suspend-conservation.ts'

const STAFF = { config: { access: { agent: ['responsable', 'administrateur'] } } } as const
const ICI = '/agents/demandes/:reference/conservation'

/** Until when a demande is kept, and what keeps it longer. */
export function conservationRoutes(web: FastifyInstance, deps: ConservationDeps): void {
  web.get(ICI, STAFF, (request, reply) => show(deps, request, reply))
  web.post(`${ICI}/suspension`, STAFF, async (request, reply) => {
    const motif = textField(request.body, 'motif')
    const erreur = await suspendConservation(deps, agentDe(request), referenceOf(request), motif)
    if (erreur) return show(deps, request, reply, { motif, erreur })
    return reply.goTo(`/agents/demandes/${referenceOf(request)}/conservation`)
  })
  web.post(`${ICI}/reprise`, STAFF, async (request, reply) => {
    await resumeConservation(deps, agentDe(request), referenceOf(request))
    return reply.goTo(`/agents/demandes/${referenceOf(request)}/conservation`)
  })
}

async function show(
  deps: ConservationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  rendue: { motif: string; erreur?: string } = { motif: '' },
): Promise<FastifyReply> {
  const reference = referenceOf(request)
  const { id, demarche: slug } = await findEnded(deps.db, agentDe(request), reference)
  const demarche = deps.catalogue.all().find(({ demarche: { slug: one } }) => one === slug)?.demarche
  const vue = demarche && (await conservationOf(deps.db, id, demarche, deps.clock.now()))
  if (!demarche || !vue) throw new ConservationIntrouvable()
  return reply.page({
    statut: rendue.erreur ? 422 : 200,
    titre: `${rendue.erreur ? 'À corriger\u00a0: ' : ''}Conservation de la demande ${reference}`,
    contenu: <ConservationPage reference={reference} demarche={demarche} vue={vue} {...rendue} />,
  })
}

function referenceOf(request: FastifyRequest): string {
  const reference = parseReference((request.params as { reference: string }).reference)
  if (!reference) throw new ConservationIntrouvable()
  return reference
}
