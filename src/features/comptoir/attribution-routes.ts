import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { DemandeIntrouvable } from '../demandes/index.ts'
import { assignDemande } from './assign-demande.ts'
import { presentsSur } from './autour.query.ts'
import type { ComptoirDeps } from './comptoir-deps.ts'
import { adresseDeFile, filtresDe } from './filtres.ts'
import { notePresence } from './note-presence.ts'
import { presentsEnMots } from './presents-en-mots.ts'
import { typedUuid } from './typed-uuid.ts'

const AGENTS = { config: { access: COMPTOIR } } as const
/** Asked by the page itself while nobody touches it. */
const PASSIVE = { config: { access: COMPTOIR, passive: true } } as const

/** Who has a demande, and who is reading it. */
export function attributionRoutes(web: FastifyInstance, deps: ComptoirDeps): void {
  web.post('/agents/demandes/:reference/a-moi', AGENTS, (request, reply) =>
    assign(deps, request, reply, agentDe(request).agentId),
  )
  web.post('/agents/demandes/:reference/attribution', AGENTS, (request, reply) =>
    assign(deps, request, reply, textField(request.body, 'agent')),
  )
  web.post('/agents/demandes/:reference/presence', PASSIVE, async (request, reply) => {
    const acteur = agentDe(request)
    const found = await deps.db
      .selectFrom('demande')
      .select(['id', 'demarche'])
      .where('reference', '=', referenceOf(request))
      .executeTakeFirst()
    if (!found || !acteur.demarches.includes(found.demarche)) throw new DemandeIntrouvable()
    await notePresence(deps, acteur, found.id)
    const noms = await presentsSur(deps.db, acteur, found.id, deps.clock.now())
    return reply.send({ texte: presentsEnMots(noms) })
  })
}

async function assign(
  deps: ComptoirDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  to: string,
): Promise<FastifyReply> {
  const reference = referenceOf(request)
  const agentVu = typedUuid(textField(request.body, 'agentVu')) ?? null
  await assignDemande(deps, agentDe(request), { reference, agentId: typedUuid(to), agentVu })
  // From the queue, which sends its filters along, back to the queue.
  const file = (request.body as { file?: unknown } | null)?.file
  return reply.goTo(
    typeof file === 'string' ? adresseDeFile(filtresDe(file)) : `/agents/demandes/${reference}`,
  )
}

function referenceOf(request: FastifyRequest): string {
  const reference = parseReference((request.params as { reference: string }).reference)
  if (!reference) throw new DemandeIntrouvable()
  return reference
}
