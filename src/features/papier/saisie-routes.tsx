import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findPage, nextPage } from '../../formulaire/reach.ts'
import { titreDe } from '../../formulaire/summary.ts'
import { COMPTOIR } from '../../platform/http/access.ts'
import { type Fields, textField } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import {
  addEnfant,
  autosave,
  BrouillonIntrouvable,
  BrouillonModifieAilleurs,
  type BrouillonOuvert,
  DemandeIncomplete,
  openBrouillon,
  PageDeFormulaire,
  pageSent,
  removeEnfant,
  savePage,
  withPage,
} from '../demandes/index.ts'
import { removePiece } from '../pieces/index.ts'
import { filePapier } from './file-papier.ts'
import { RelecturePapierPage } from './pages/relecture-papier-page.tsx'
import { exigeSaisie, type PapierDeps } from './papier-deps.ts'

interface Saisie {
  Params: { id: string; page: string; instance?: string }
  Querystring: { enregistrer?: string }
}
type Request = FastifyRequest<Saisie>

const SAISIES = '/agents/papier/saisies'

/** The same pages as on line, held by the agent who types. */
export function saisieRoutes(web: FastifyInstance, deps: PapierDeps): void {
  const AGENTS = {
    config: { access: COMPTOIR },
    // Their démarche may have been taken away since they began to type.
    preHandler: (request: FastifyRequest) =>
      exigeSaisie(deps, agentDe(request), (request as Request).params.id),
  } as const
  web.get<Saisie>(`${SAISIES}/:id`, AGENTS, async (request, reply) => {
    const ouvert = await openBrouillon(deps, agentDe(request).agentId, request.params.id)
    const { parcours, brouillon } = ouvert
    const page = findPage(parcours, brouillon.page) ?? parcours.premiereIncomplete ?? parcours.pages[0]
    if (!page) throw new BrouillonIntrouvable()
    return showPage(request, reply, ouvert, 'saisie', page.adresse)
  })
  web.get<Saisie>(`${SAISIES}/:id/relecture`, AGENTS, (request, reply) => showLast(deps, request, reply, 200))
  // Filing looks at it by itself: sent twice, it answers twice.
  web.post<Saisie>(`${SAISIES}/:id/depot`, { config: AGENTS.config }, async (request, reply) => {
    const incomplet = textField(request.body, 'incomplet') === 'oui'
    try {
      const reference = await filePapier(deps, agentDe(request), request.params.id, incomplet)
      return reply.goTo(`/agents/demandes/${reference}`)
    } catch (error) {
      if (!(error instanceof DemandeIncomplete)) throw error
      return showLast(deps, request, reply, 422)
    }
  })
  for (const path of [`${SAISIES}/:id/:page`, `${SAISIES}/:id/:page/:instance`]) {
    web.get<Saisie>(path, AGENTS, async (request, reply) =>
      showPage(
        request,
        reply,
        await openBrouillon(deps, agentDe(request).agentId, request.params.id),
        'saisie',
      ),
    )
    web.post<Saisie>(path, AGENTS, (request, reply) => postPage(deps, request, reply))
  }
}

const adresseDe = ({ page, instance }: Saisie['Params']): string => (instance ? `${page}/${instance}` : page)

function showPage(
  request: Request,
  reply: FastifyReply,
  { parcours, brouillon, definition, publiee }: BrouillonOuvert,
  quoi: 'saisie' | 'erreurs' | 'conflit',
  adresse = adresseDe(request.params),
): FastifyReply {
  const page = findPage(parcours, adresse)
  if (!page) throw new BrouillonIntrouvable()
  const groupe = page.page.kind === 'simple' ? undefined : page.page.groupe
  const instance = groupe && brouillon.saisie.groupes[groupe]?.find(({ id }) => id === page.instance?.id)
  const facts = definition.groupes.find(({ id }) => id === groupe)
  const erreurs = quoi === 'erreurs' && page.erreurs.length > 0
  const enListe = page.page.kind === 'liste' && !page.instance
  return reply.page({
    statut: erreurs ? 422 : quoi === 'conflit' ? 409 : 200,
    titre: `${erreurs ? 'Erreur\u00a0: ' : ''}${titreDe(page)}`,
    contenu: (
      <PageDeFormulaire
        brouillonId={brouillon.id}
        revision={brouillon.revision}
        demarche={`${publiee.demarche.titre}, demande papier`}
        parcours={parcours}
        page={page}
        saisie={page.instance ? (instance ? instance.valeurs : {}) : brouillon.saisie.racine}
        montrerErreurs={erreurs}
        conflit={quoi === 'conflit'}
        changements={brouillon.changements}
        enfantsDuFoyer={[]}
        nomInstance={facts?.nomInstance ?? ''}
        plein={enListe && page.elements.length >= (facts?.max ?? 0)}
        lieu={{ base: `${SAISIES}/${brouillon.id}`, sortie: '/agents/papier' }}
      />
    ),
  })
}

async function showLast(deps: PapierDeps, request: Request, reply: FastifyReply, statut: 200 | 422) {
  const { brouillon, publiee, parcours } = await openBrouillon(
    deps,
    agentDe(request).agentId,
    request.params.id,
  )
  return reply.page({
    statut,
    titre: `${statut === 422 ? 'À corriger\u00a0: r' : 'R'}elisez avant d’enregistrer`,
    contenu: <RelecturePapierPage id={brouillon.id} titre={publiee.demarche.titre} parcours={parcours} />,
  })
}

async function postPage(deps: PapierDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const { id, page } = request.params
  const fields = (request.body ?? {}) as Fields
  const toSave = pageSent(fields, request.params)
  if (request.query.enregistrer === '1') return autosave(deps, acteur, reply, toSave)
  if (textField(fields, 'ajouter') === '1')
    return reply.goTo(
      `${SAISIES}/${id}/${await addEnfant(deps, acteur, { ...toSave, foyerEnfantId: undefined })}`,
    )
  const retireId = textField(fields, 'retirer')
  if (retireId) {
    await removeEnfant(deps, acteur, { ...toSave, retireId })
    return reply.goTo(`${SAISIES}/${id}/${page}`)
  }
  try {
    await savePage(deps, acteur, toSave)
  } catch (error) {
    if (!(error instanceof BrouillonModifieAilleurs)) throw error
    const ouvert = await openBrouillon(deps, acteur.agentId, id, (saisie, definition) =>
      withPage(saisie, definition, toSave),
    )
    return showPage(request, reply, ouvert, 'conflit')
  }
  const piece = textField(fields, 'retirer-piece')
  if (piece) {
    await removePiece(deps, acteur, piece)
    return reply.goTo(`${SAISIES}/${id}/${adresseDe(request.params)}`)
  }
  return afterSave(deps, request, reply)
}

/** On to the next page; what is wrong is told once, and does not hold back what the paper does not say. */
async function afterSave(deps: PapierDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = request.params
  const ouvert = await openBrouillon(deps, agentDe(request).agentId, id)
  const page = findPage(ouvert.parcours, adresseDe(request.params))
  const passer = textField(request.body, 'passer') === '1'
  if (page && page.erreurs.length > 0 && !passer) return showPage(request, reply, ouvert, 'erreurs')
  const incomplete = page?.elements.find((element) => !element.complete)
  const after = page ? nextPage(ouvert.parcours, page) : ouvert.parcours.premiereIncomplete
  // Past a child of whom the paper says too little: their list would lead back to them.
  const beyond =
    passer && page?.instance && after?.elements.includes(page) ? nextPage(ouvert.parcours, after) : after
  const next = incomplete ?? beyond
  return reply.goTo(`${SAISIES}/${id}/${next?.adresse ?? 'relecture'}`)
}
