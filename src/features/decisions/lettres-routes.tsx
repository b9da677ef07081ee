import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField, textFields } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { type DecisionsWebDeps, sendPdf } from './decisions-web.ts'
import { isId, LETTRES_PAR_PAGE, lettresAPoster, lettresOfAgent } from './lettres.query.ts'
import { LettresPage, type LettresPageProps } from './pages/lettres-page.tsx'
import { postLettres } from './post-lettres.ts'

const AGENTS = { config: { access: COMPTOIR } } as const

/** The letters to print, sign and post, of the démarches of an agent. */
export function lettresRoutes(web: FastifyInstance, deps: DecisionsWebDeps): void {
  web.get<{ Querystring: { apres?: string; fait?: string } }>('/agents/lettres', AGENTS, (request, reply) =>
    showLettres(deps, request, reply),
  )
  web.get<{ Querystring: { lettres?: string } }>(
    '/agents/lettres/impression.pdf',
    { ...AGENTS, exposeHeadRoute: false },
    async (request, reply) => {
      const acteur = agentDe(request)
      const asked = String(request.query.lettres ?? '')
        .split('.')
        .slice(0, LETTRES_PAR_PAGE)
      const ids = await lettresOfAgent(deps.db, acteur, asked)
      const autres = await deps.lettresDActes.print(acteur, asked)
      const jour = parisDay(deps.clock.now())
      return sendPdf(reply, `lettres-${jour}.pdf`, await deps.decisionPdfs.lettres(ids, autres))
    },
  )
  web.post('/agents/lettres', AGENTS, async (request, reply) => {
    const cochees = textFields(request.body, 'lettres')
    const posteesLe = textField(request.body, 'posteesLe')
    const erreurs = await postLettres(deps, agentDe(request), { lettres: cochees, posteesLe })
    if (erreurs.length === 0) return reply.goTo('/agents/lettres?fait=1')
    return showLettres(deps, request, reply, { cochees, posteesLe, erreurs })
  })
}

async function showLettres(
  deps: DecisionsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  rendu?: LettresPageProps['rendu'],
): Promise<FastifyReply> {
  const { apres = '', fait } = request.query as { apres?: unknown; fait?: unknown }
  const from = typeof apres === 'string' && isId(apres) ? apres : ''
  const vue = await lettresAPoster(deps.db, agentDe(request), from)
  return reply.page({
    titre: `${rendu ? 'À corriger : ' : ''}Lettres à envoyer`,
    statut: rendu ? 422 : 200,
    contenu: (
      <LettresPage
        vue={vue}
        titreDe={(slug) => deps.catalogue.find(slug)?.demarche.titre ?? slug}
        apres={from}
        today={parisDay(deps.clock.now())}
        fait={fait === '1' && !rendu}
        {...(rendu ? { rendu } : {})}
      />
    ),
  })
}
