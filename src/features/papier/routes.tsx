import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { readIdentite } from './identite.ts'
import { IdentitePage } from './pages/identite-page.tsx'
import { PapierPage } from './pages/papier-page.tsx'
import { exigeDemarche, type PapierDeps } from './papier-deps.ts'
import { reponseRoutes } from './reponse-routes.tsx'
import { saisieRoutes } from './saisie-routes.tsx'
import { saisiesEnCours } from './saisies.query.ts'
import { startSaisie } from './start-saisie.ts'

type Request = FastifyRequest<{ Params: { demarche: string } }>
const AGENTS = { config: { access: COMPTOIR } } as const

/** Demandes that came on paper: who wrote, then the form itself. */
export function papierRoutes(web: FastifyInstance, deps: PapierDeps): void {
  const { catalogue } = deps
  web.get('/agents/papier', AGENTS, async (request, reply) => {
    const acteur = agentDe(request)
    const withForm = acteur.demarches.filter((slug) =>
      catalogue.all().some((one) => one.demarche.slug === slug && one.formulaire),
    )
    return reply.page({
      titre: 'Demandes papier',
      contenu: (
        <PapierPage
          demarches={withForm.map((slug) => ({ slug, titre: catalogue.titreDe(slug) }))}
          saisies={await saisiesEnCours(deps.db, acteur)}
          titreDe={catalogue.titreDe}
        />
      ),
    })
  })
  web.get<{ Params: { demarche: string } }>('/agents/papier/:demarche', AGENTS, (request, reply) =>
    showIdentite(deps, request, reply, {}, false),
  )
  web.post<{ Params: { demarche: string } }>('/agents/papier/:demarche', AGENTS, async (request, reply) => {
    const fields = (request.body ?? {}) as Fields
    const { identite } = readIdentite(fields, parisDay(deps.clock.now()))
    if (!identite) return showIdentite(deps, request, reply, fields, true)
    const id = await startSaisie(deps, agentDe(request), request.params.demarche, identite)
    return reply.goTo(`/agents/papier/saisies/${id}`)
  })
  saisieRoutes(web, deps)
  reponseRoutes(web, deps)
}

function showIdentite(
  { catalogue, clock }: PapierDeps,
  request: Request,
  reply: FastifyReply,
  fields: Fields,
  montrerErreurs: boolean,
): FastifyReply {
  const { demarche } = request.params
  exigeDemarche(agentDe(request), demarche)
  const { page, saisie } = readIdentite(fields, parisDay(clock.now()))
  return reply.page({
    statut: montrerErreurs ? 422 : 200,
    titre: `${montrerErreurs ? 'Erreur\u00a0: q' : 'Q'}ui a écrit\u00a0?`,
    contenu: (
      <IdentitePage
        demarche={{ slug: demarche, titre: catalogue.titreDe(demarche) }}
        page={page}
        saisie={saisie}
        montrerErreurs={montrerErreurs}
      />
    ),
  })
}
