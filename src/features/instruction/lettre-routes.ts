import type { FastifyInstance } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { InstructionDeps } from './acte-d-agent.ts'
import { makeLettre } from './documents/lettre-pdf.ts'
import { getLettre } from './lettres.query.ts'
import { notePrinted } from './lettres-d-actes.ts'

/** The letters to print; each printing is journaled, the first one is the date that the page shows. */
export function lettreRoutes(web: FastifyInstance, deps: InstructionDeps): void {
  web.get<{ Params: { id: string } }>(
    '/agents/lettres/:id',
    { config: { access: COMPTOIR }, exposeHeadRoute: false },
    async (request, reply) => {
      const acteur = agentDe(request)
      const lettre = await getLettre(deps.db, acteur, request.params.id)
      const pdf = await makeLettre(deps, lettre)
      await notePrinted(deps, acteur, [lettre])
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="lettre-${lettre.reference}.pdf"`)
        .send(pdf)
    },
  )
}
