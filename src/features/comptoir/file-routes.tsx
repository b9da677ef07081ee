import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR, EVERY_AGENT } from '../../platform/http/access.ts'
import { textField, textFields } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { ACTES_DE_LOT } from './actes-de-lot.ts'
import type { ComptoirDeps } from './comptoir-deps.ts'
import { createLot, type Selection } from './create-lot.ts'
import { fileDAttente } from './file-d-attente.query.ts'
import { adresseDeFile, type Filtres, filtresDe, parseFiltres } from './filtres.ts'
import { FilePage } from './pages/file-page.tsx'
import type { FilePageProps } from './pages/file-page-props.ts'
import { TropDeFiltres } from './refusals.ts'
import { type Reglages, reglagesDe } from './reglages.query.ts'
import { saveFiltre } from './save-filtre.ts'

const AGENTS = { config: { access: COMPTOIR } } as const
/** Where everybody lands who signs in. */
const ACCUEIL = { config: { access: EVERY_AGENT } } as const

/** The queue, its filters, and what is ticked in it. */
export function fileRoutes(web: FastifyInstance, deps: ComptoirDeps): void {
  web.get('/agents', ACCUEIL, async (request, reply) => {
    if (agentDe(request).role === 'regisseur') return reply.goTo('/agents/caisse')
    const reglages = await reglagesDe(deps.db, agentDe(request).agentId)
    return showFile(deps, request, reply, filtresAsked(request.query, reglages), { reglages })
  })
  web.post('/agents/lots', AGENTS, (request, reply) => postLot(deps, request, reply))
  web.post('/agents/filtres', AGENTS, (request, reply) => postFiltre(deps, request, reply))
}

/** Those of the address; without any, those that the agent chose to begin with. */
function filtresAsked(query: unknown, { filtres }: Reglages): Filtres {
  const chosen = filtres.find(({ parDefaut }) => parDefaut)
  const named = Object.keys((query as object | null) ?? {}).length > 0
  return chosen && !named ? filtresDe(chosen.requete) : parseFiltres(query)
}

async function showFile(
  deps: ComptoirDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  filtres: Filtres,
  more: Partial<Pick<FilePageProps, 'reglages' | 'erreur' | 'nomDeFiltre'>> = {},
): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const now = deps.clock.now()
  const [vue, reglages] = await Promise.all([
    fileDAttente(deps.db, acteur, filtres, now),
    more.reglages ?? reglagesDe(deps.db, acteur.agentId),
  ])
  const demarches = acteur.demarches.map((slug) => ({
    slug,
    titre: deps.catalogue.find(slug)?.demarche.titre ?? slug,
  }))
  return reply.page({
    statut: more.erreur ? 422 : 200,
    titre: more.erreur ? 'À corriger : demandes à examiner' : 'Demandes à examiner',
    contenu: (
      <FilePage
        vue={vue}
        filtres={filtres}
        demarches={demarches}
        agentId={acteur.agentId}
        today={parisDay(now)}
        {...more}
        reglages={reglages}
      />
    ),
  })
}

async function postLot(deps: ComptoirDeps, request: FastifyRequest, reply: FastifyReply) {
  const filtres = filtresDe(textField(request.body, 'file'))
  const acte = ACTES_DE_LOT.find((one) => one === textField(request.body, 'acte'))
  const selection = textFields(request.body, 'demande').flatMap(parseTicked)
  const refuse = (message: string) =>
    showFile(deps, request, reply, filtres, { erreur: { nom: 'acte', message } })
  if (!acte) return refuse('Choisissez ce qu’il faut faire.')
  if (selection.length === 0) return refuse('Cochez au moins une demande.')
  const retour = adresseDeFile({ ...filtres, recherche: '' }).slice('/agents?'.length)
  const id = await createLot(deps, agentDe(request), { acte, selection, retour })
  return id ? reply.goTo(`/agents/lots/${id}`) : refuse('Cochez au moins une demande de vos démarches.')
}

/** « PR26-ABCD-EFGH.3 »: a demande and the revision that the page showed. */
function parseTicked(text: string): Selection[] {
  const [typed = '', revision = ''] = text.split('.')
  const reference = parseReference(typed)
  return reference && /^\d{1,9}$/.test(revision) ? [{ reference, revisionVue: Number(revision) }] : []
}

async function postFiltre(deps: ComptoirDeps, request: FastifyRequest, reply: FastifyReply) {
  const filtres = filtresDe(textField(request.body, 'requete'))
  const nom = textField(request.body, 'nom')
  const refuse = (message: string) =>
    showFile(deps, request, reply, filtres, {
      erreur: { nom: 'nom', message },
      nomDeFiltre: nom.slice(0, 200),
    })
  try {
    const probleme = await saveFiltre(deps, agentDe(request), {
      nom,
      requete: textField(request.body, 'requete'),
      parDefaut: textField(request.body, 'parDefaut') === 'oui',
    })
    return probleme ? refuse(probleme) : reply.goTo(adresseDeFile(filtres, { apres: '' }))
  } catch (error) {
    if (!(error instanceof TropDeFiltres)) throw error
    return refuse('Vous avez déjà vingt filtres : supprimez-en un dans vos réglages.')
  }
}
