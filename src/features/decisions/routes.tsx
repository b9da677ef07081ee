import type { FastifyInstance } from 'fastify'
import { parseReference } from '../../platform/reference/reference.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import type { ConsultDecision } from './consult-decision.ts'
import { findDecisionOfUsager } from './decisions-de-demande.query.ts'
import { decisionsDAgentRoutes } from './decisions-routes.tsx'
import { type DecisionsWebDeps, rangOf, sendPdf } from './decisions-web.ts'
import { lettresRoutes } from './lettres-routes.tsx'
import { DecisionIntrouvable } from './refusals.ts'

/** What is theirs stays theirs, whatever they answered to the terms. */
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const

/** What follows a decision: its documents on both sides, its correction and withdrawal, the letters to post. */
export function decisionsRoutes(
  web: FastifyInstance,
  deps: DecisionsWebDeps & { consultDecision: ConsultDecision },
): void {
  web.get<{ Params: { reference: string; rang: string } }>(
    '/espace/demandes/:reference/decisions/:rang/decision.pdf',
    SIEN,
    async (request, reply) => {
      const acteur = usagerDe(request)
      const reference = parseReference(request.params.reference)
      if (!reference) throw new DecisionIntrouvable()
      const rang = rangOf(request.params.rang)
      const id = await findDecisionOfUsager(deps.db, acteur.usagerId, reference, rang)
      if (!id) throw new DecisionIntrouvable()
      const pdf = await deps.decisionPdfs.document(id, 'public')
      // HEAD shows nothing: nobody has read.
      if (request.method !== 'HEAD') await deps.consultDecision(acteur, id)
      return sendPdf(reply, `decision-${reference}-${rang}.pdf`, pdf)
    },
  )
  decisionsDAgentRoutes(web, deps)
  lettresRoutes(web, deps)
}
