import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { lireTexte } from '../../formulaire/texte.ts'
import { textField } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { closeSignalement } from './close-signalement.ts'
import type { SignalementDeps } from './freeze-compte.ts'
import { SignalementPage, SignalementsPage } from './pages/signalements-page.tsx'
import { SignalementIntrouvable } from './refusals.ts'
import { findSignalement, signalementsATraiter } from './signalements.query.ts'

const STAFF = { config: { access: { agent: ['responsable', 'administrateur'] } } } as const
const LISTE = '/agents/signalements'
const SUITE_MAX = 3_000

interface Liste {
  traites?: unknown
  apres?: unknown
}

/** The tickets at the counter, for those who answer for it. */
export function agentRoutes(web: FastifyInstance, deps: SignalementDeps): void {
  web.get<{ Querystring: Liste }>(LISTE, STAFF, async ({ query }, reply) => {
    const traites = query.traites === '1'
    const apres = typeof query.apres === 'string' ? query.apres : undefined
    const { lignes, suite } = await signalementsATraiter(deps.db, { traites, apres })
    return reply.page({
      titre: 'Utilisations non autorisées',
      contenu: <SignalementsPage lignes={lignes} traites={traites} suite={suite} />,
    })
  })
  web.get<{ Params: { reference: string } }>(`${LISTE}/:reference`, STAFF, (request, reply) =>
    showSignalement(deps, request.params.reference, reply),
  )
  web.post<{ Params: { reference: string } }>(`${LISTE}/:reference`, STAFF, (request, reply) =>
    postSuite(deps, request, request.params.reference, reply),
  )
}

async function postSuite(
  deps: SignalementDeps,
  request: FastifyRequest,
  reference: string,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const lu = lireTexte(textField(request.body, 'suite').slice(0, SUITE_MAX + 1), {
    max: SUITE_MAX,
    lignes: true,
  })
  const erreur =
    'probleme' in lu
      ? lu.probleme
      : lu.texte === ''
        ? 'Écrivez en quelques mots ce qui a été fait.'
        : undefined
  if (erreur !== undefined || 'probleme' in lu) return showSignalement(deps, reference, reply, erreur)
  await closeSignalement(deps, agentDe(request), { reference, suite: lu.texte })
  return reply.goTo(`${LISTE}/${reference}`)
}

async function showSignalement(
  { db }: SignalementDeps,
  reference: string,
  reply: FastifyReply,
  erreur?: string,
): Promise<FastifyReply> {
  const vu = await findSignalement(db, reference)
  if (!vu) throw new SignalementIntrouvable()
  return reply.page({
    statut: erreur ? 422 : 200,
    titre: `${erreur ? 'Erreur : s' : 'S'}ignalement ${vu.reference}`,
    contenu: <SignalementPage vu={vu} {...(erreur ? { erreur } : {})} />,
  })
}
