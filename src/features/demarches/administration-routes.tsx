import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber } from '../../platform/http/typed-numbers.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { checkDecision, type DecisionTapee, type ErreursDecision } from './check-decision.ts'
import { decideOuverture } from './decide-ouverture.ts'
import { decisionsDe } from './decisions.query.ts'
import type { DemarchesDeps } from './demarches-deps.ts'
import { campagneDe, demarchesDuMoment } from './ouverture.query.ts'
import { OuverturePage } from './pages/ouverture-page.tsx'
import { OuverturesPage } from './pages/ouvertures-page.tsx'

const ADMIN = { config: { access: ADMINISTRATEUR } } as const
export const OUVERTURES = '/agents/administration/demarches'

type Request = FastifyRequest<{ Params: { slug: string } }>
const RIEN: DecisionTapee = { acte: '', du: '', au: '', motif: '' }

/** Where administrators open a campaign, close a démarche, and see who decided what. */
export function administrationRoutes(web: FastifyInstance, deps: DemarchesDeps): void {
  web.get(OUVERTURES, ADMIN, async (_, reply) =>
    reply.page({
      titre: 'Ouvrir et fermer les démarches',
      contenu: (
        <OuverturesPage demarches={await demarchesDuMoment(deps.db, deps.catalogue, deps.clock.now())} />
      ),
    }),
  )
  web.get(`${OUVERTURES}/:slug`, ADMIN, (request, reply) => show(deps, request as Request, reply, RIEN, {}))
  web.post(`${OUVERTURES}/:slug`, ADMIN, (request, reply) => decide(deps, request as Request, reply))
}

async function show(
  deps: DemarchesDeps,
  request: Request,
  reply: FastifyReply,
  tapee: DecisionTapee,
  erreurs: ErreursDecision,
): Promise<FastifyReply> {
  const publiee = deps.catalogue.get(request.params.slug)
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'Erreur : o' : 'O'}uvrir et fermer ${publiee.demarche.titre}`,
    contenu: (
      <OuverturePage
        publiee={publiee}
        campagne={await campagneDe(deps.db, publiee.demarche, deps.clock.now())}
        decisions={await decisionsDe(deps.db, publiee.demarche.slug)}
        tapee={tapee}
        erreurs={erreurs}
      />
    ),
  })
}

async function decide(deps: DemarchesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { body, params } = request
  const { demarche, formulaire } = deps.catalogue.get(params.slug)
  const field = (nom: string): string => textField(body, nom).replaceAll('\0', '')
  const tapee = { acte: field('acte'), du: field('du'), au: field('au'), motif: field('motif') }
  const read = checkDecision(tapee, deps.clock.now())
  // Nothing can be filed without a form, whatever the dates.
  if (!formulaire && 'decision' in read && 'du' in read.decision)
    return show(deps, request, reply, tapee, { du: 'Cette démarche n’a pas encore de formulaire.' })
  if ('erreurs' in read) return show(deps, request, reply, tapee, read.erreurs)
  const vue = shownNumber(body, 'vue')
  await decideOuverture(deps, agentDe(request), demarche.slug, vue, read.decision)
  return reply.goTo(`${OUVERTURES}/${demarche.slug}`)
}
