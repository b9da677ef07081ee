import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CAISSE } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { approveRemboursement } from './approve-remboursement.ts'
import { closeExpired } from './close-expired.ts'
import { findPaiementOf } from './find-paiement-of.ts'
import { noteVirement } from './note-virement.ts'
import { refuseRemboursement } from './refuse-remboursement.ts'
import { parseMotif, parseReferenceDeVirement } from './remboursement-saisie.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'
import { requestRemboursement } from './request-remboursement.ts'
import { abandonRemboursement, resendRemboursement } from './resolve-remboursement.ts'
import { idOf, showPaiement } from './show-paiement.tsx'

const AGIT = { config: { access: CAISSE, recente: true } } as const
/** The second pair of eyes. */
const VALIDE = { config: { access: { agent: ['regisseur', 'responsable'] }, recente: true } } as const

const pageOf = (paiementId: string): string => `/agents/caisse/paiements/${paiementId}`

/** What is done of money to give back. */
export function remboursementRoutes(web: FastifyInstance, deps: RemboursementsDeps): void {
  web.post('/agents/caisse/paiements/:id/remboursements', AGIT, async (request, reply) => {
    const [acteur, id] = [agentDe(request), idOf(request)]
    const tape = { montant: textField(request.body, 'montant'), motif: textField(request.body, 'motif') }
    const sequence = Number(textField(request.body, 'sequence'))
    const erreurs = await requestRemboursement(deps, acteur, id, { ...tape, sequence })
    if (Object.keys(erreurs).length > 0) return showPaiement(deps, acteur, id, reply, { tape, erreurs })
    return reply.goTo(pageOf(id))
  })
  web.post('/agents/caisse/remboursements/:id/validation', VALIDE, async (request, reply) =>
    reply.goTo(pageOf(await approveRemboursement(deps, agentDe(request), idOf(request)))),
  )
  web.post('/agents/caisse/remboursements/:id/refus', VALIDE, (request, reply) =>
    withMotif(deps, request, reply, refuseRemboursement),
  )
  web.post('/agents/caisse/remboursements/:id/renvoi', AGIT, async (request, reply) =>
    reply.goTo(pageOf(await resendRemboursement(deps, agentDe(request), idOf(request)))),
  )
  web.post('/agents/caisse/remboursements/:id/virement', AGIT, async (request, reply) => {
    const [acteur, id] = [agentDe(request), idOf(request)]
    const reference = textField(request.body, 'reference')
    const lu = parseReferenceDeVirement(reference)
    if (lu.ok) return reply.goTo(pageOf(await noteVirement(deps, acteur, id, lu.valeur)))
    const paiementId = await findPaiementOf(deps.db, id)
    return showPaiement(deps, acteur, paiementId, reply, {
      ...{ tape: { montant: '', motif: '', reference }, erreurs: lu.erreurs },
    })
  })
  web.post('/agents/caisse/remboursements/:id/rien-pris', AGIT, async (request, reply) =>
    reply.goTo(pageOf(await closeExpired(deps, agentDe(request), idOf(request)))),
  )
  web.post('/agents/caisse/remboursements/:id/abandon', AGIT, (request, reply) =>
    withMotif(deps, request, reply, abandonRemboursement),
  )
}

/** An act that ends a refund with a reason; without one the page comes back. */
async function withMotif(
  deps: RemboursementsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (deps: RemboursementsDeps, acteur: AgentActor, id: string, motif: string) => Promise<string>,
): Promise<FastifyReply> {
  const [acteur, id] = [agentDe(request), idOf(request)]
  const motif = textField(request.body, 'motif')
  const lu = parseMotif(motif)
  if (lu.ok) return reply.goTo(pageOf(await act(deps, acteur, id, lu.valeur)))
  const paiementId = await findPaiementOf(deps.db, id)
  return showPaiement(deps, acteur, paiementId, reply, {
    tape: { montant: '', motif },
    erreurs: lu.erreurs,
  })
}
