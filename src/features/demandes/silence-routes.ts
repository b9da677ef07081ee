import type { FastifyInstance } from 'fastify'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { askMotifs } from './ask-motifs.ts'
import { demandeOf } from './demande.query.ts'
import type { DemandesDeps } from './demandes-deps.ts'
import { createAttestationPdf } from './documents/attestation-pdf.ts'

/** What is theirs stays theirs, whatever they answered to the terms. */
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const
type Params = { Params: { reference: string } }

/** The rights that silence opens: an attestation of what it accepted, the reasons of what it rejected. */
export function silenceRoutes(web: FastifyInstance, deps: DemandesDeps): void {
  const attestationPdf = createAttestationPdf(deps)
  web.get<Params>('/espace/demandes/:reference/attestation', SIEN, async (request, reply) => {
    const { demande } = await demandeOf(deps.db, usagerDe(request).usagerId, request.params.reference)
    const pdf = await attestationPdf(demande)
    reply.header('content-disposition', `attachment; filename="attestation-${demande.reference}.pdf"`)
    return reply.type('application/pdf').send(pdf)
  })
  web.post<Params>('/espace/demandes/:reference/motifs', SIEN, async (request, reply) => {
    const { reference } = request.params
    await askMotifs(deps, usagerDe(request), reference)
    return reply.goTo(`/espace/demandes/${reference}`)
  })
}
