import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber } from '../../platform/http/typed-numbers.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { EchangesDeps } from './echanges-deps.ts'
import type { Erreurs, ModeleTape } from './modele.ts'
import { findModele, type ModeleEcrit, modelesDe } from './modeles.query.ts'
import { ModelePage } from './pages/modele-page.tsx'
import { ModelesPage } from './pages/modeles-page.tsx'
import { EchangeIntrouvable } from './refusals.ts'
import { deleteModele, writeModele } from './write-modele.ts'

const ENCADREMENT = { config: { access: { agent: ['responsable', 'administrateur'] } } } as const
const LISTE = '/agents/modeles'

type Request = FastifyRequest<{ Params: { id: string } }>

/** Where those who answer for a démarche write the templates of its messages. */
export function modelesRoutes(web: FastifyInstance, deps: EchangesDeps): void {
  const titreDe = (slug: string): string => deps.catalogue.get(slug).demarche.titre
  web.get<{ Querystring: { fait?: unknown } }>(LISTE, ENCADREMENT, async (request, reply) =>
    reply.page({
      titre: 'Modèles de message',
      contenu: (
        <ModelesPage
          modeles={await modelesDe(deps.db, agentDe(request))}
          titreDe={titreDe}
          fait={request.query.fait === '1'}
        />
      ),
    }),
  )
  web.get(`${LISTE}/nouveau`, ENCADREMENT, (request, reply) =>
    redaction(deps, request, reply, {
      tape: { demarche: agentDe(request).demarches[0] ?? '', nom: '', texte: '' },
    }),
  )
  web.post(`${LISTE}/nouveau`, ENCADREMENT, async (request, reply) => {
    const tape = tapeIn(request)
    const refus = await writeModele(deps, agentDe(request), tape)
    if (!refus) return reply.goTo(`${LISTE}?fait=1`)
    return redaction(deps, request, reply, 'erreurs' in refus ? { tape, ...refus } : { tape, conflit: true })
  })
  web.get(`${LISTE}/:id`, ENCADREMENT, async (request, reply) => {
    const ecrit = await findModele(deps.db, agentDe(request), (request as Request).params.id)
    if (!ecrit) throw new EchangeIntrouvable()
    return redaction(deps, request, reply, { tape: ecrit, ecrit })
  })
  web.post(`${LISTE}/:id`, ENCADREMENT, (request, reply) => change(deps, request as Request, reply))
  web.post(`${LISTE}/:id/suppression`, ENCADREMENT, async (request, reply) => {
    const ecrit = await findModele(deps.db, agentDe(request), (request as Request).params.id)
    if (ecrit) await deleteModele(deps, agentDe(request), ecrit.id)
    return reply.goTo(`${LISTE}?fait=1`)
  })
}

async function change(deps: EchangesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const tape = tapeIn(request)
  const ecrit = await findModele(deps.db, acteur, request.params.id)
  // Deleted while it was being written: what was typed is given back, to become another.
  if (!ecrit) return redaction(deps, request, reply, { tape, conflit: true })
  const vu = { id: ecrit.id, revision: shownNumber(request.body, 'revision') }
  const refus = await writeModele(deps, acteur, tape, vu)
  if (!refus) return reply.goTo(`${LISTE}?fait=1`)
  if ('erreurs' in refus) return redaction(deps, request, reply, { tape, ecrit, ...refus })
  return redaction(deps, request, reply, {
    tape,
    ecrit: await findModele(deps.db, acteur, ecrit.id),
    conflit: true,
  })
}

function tapeIn({ body }: FastifyRequest): ModeleTape {
  return {
    demarche: textField(body, 'demarche'),
    nom: textField(body, 'nom'),
    texte: textField(body, 'texte'),
  }
}

function redaction(
  deps: EchangesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  page: { tape: ModeleTape; erreurs?: Erreurs; ecrit?: ModeleEcrit | undefined; conflit?: boolean },
): FastifyReply {
  const { tape, erreurs = {}, ecrit, conflit = false } = page
  const faux = Object.keys(erreurs).length > 0
  const demarches = agentDe(request).demarches.map((slug) => ({
    slug,
    titre: deps.catalogue.get(slug).demarche.titre,
  }))
  return reply.page({
    statut: faux ? 422 : conflit ? 409 : 200,
    titre: `${faux ? 'Erreur : é' : 'É'}crire un modèle`,
    contenu: (
      <ModelePage tape={tape} erreurs={erreurs} ecrit={ecrit} conflit={conflit} demarches={demarches} />
    ),
  })
}
