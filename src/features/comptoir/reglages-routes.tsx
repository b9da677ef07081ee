import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField, textFields } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { changeReglages } from './change-reglages.ts'
import { changeTour } from './change-tour.ts'
import type { ComptoirDeps } from './comptoir-deps.ts'
import { ReglagesPage } from './pages/reglages-page.tsx'
import { ToursPage } from './pages/tours-page.tsx'
import { DemarcheNonConfiee, FiltreIntrouvable } from './refusals.ts'
import { reglagesDe } from './reglages.query.ts'
import { beginWithFiltre, dropFiltre } from './save-filtre.ts'
import { toursDe } from './tours.query.ts'
import { typedUuid } from './typed-uuid.ts'

const AGENTS = { config: { access: COMPTOIR } } as const
const ENCADREMENT = { config: { access: { agent: ['responsable', 'administrateur'] } } } as const

/** How each agent works, and how new demandes are shared out. */
export function reglagesRoutes(web: FastifyInstance, deps: ComptoirDeps): void {
  web.get<{ Querystring: { fait?: string } }>('/agents/reglages', AGENTS, (request, reply) =>
    showReglages(deps, request, reply, request.query.fait === 'oui'),
  )
  web.post('/agents/reglages', AGENTS, async (request, reply) => {
    await changeReglages(deps, agentDe(request), {
      raccourcis: textField(request.body, 'raccourcis') === 'oui',
      absent: textField(request.body, 'absent') === 'oui',
      tours: textFields(request.body, 'tour'),
    })
    return reply.goTo('/agents/reglages?fait=oui')
  })
  web.post<{ Params: { id: string } }>('/agents/filtres/:id', AGENTS, async (request, reply) => {
    const id = typedUuid(request.params.id)
    if (!id) throw new FiltreIntrouvable()
    const acte = textField(request.body, 'acte')
    if (acte === 'supprimer') await dropFiltre(deps, agentDe(request), id)
    else await beginWithFiltre(deps, agentDe(request), id, acte === 'ouvrir')
    return reply.goTo('/agents/reglages?fait=oui')
  })
  web.get('/agents/tours', ENCADREMENT, async (request, reply) => {
    const tours = await toursDe(deps.db, agentDe(request).demarches)
    const contenu = (
      <ToursPage tours={tours.map((tour) => ({ ...tour, titre: titreDe(deps, tour.demarche) }))} />
    )
    return reply.page({ titre: 'Répartir les nouvelles demandes', contenu })
  })
  web.post<{ Params: { demarche: string } }>(
    '/agents/tours/:demarche',
    ENCADREMENT,
    async (request, reply) => {
      const acteur = agentDe(request)
      const { demarche } = request.params
      if (!acteur.demarches.includes(demarche)) throw new DemarcheNonConfiee()
      await changeTour(deps, acteur, demarche, textField(request.body, 'actif') === 'oui')
      return reply.goTo('/agents/tours')
    },
  )
}

const titreDe = (deps: ComptoirDeps, slug: string): string =>
  deps.catalogue.find(slug)?.demarche.titre ?? slug

async function showReglages(
  deps: ComptoirDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  fait: boolean,
): Promise<FastifyReply> {
  const { agentId, demarches, role } = agentDe(request)
  const [reglages, tours] = await Promise.all([reglagesDe(deps.db, agentId), toursDe(deps.db, demarches)])
  return reply.page({
    titre: 'Mes réglages',
    contenu: (
      <ReglagesPage
        reglages={reglages}
        tours={tours.map(({ demarche, actif, agents }) => ({
          slug: demarche,
          titre: titreDe(deps, demarche),
          actif,
          accepte: agents.find(({ id }) => id === agentId)?.accepte ?? true,
        }))}
        fait={fait}
        encadre={role !== 'instructeur'}
      />
    ),
  })
}
