import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { activiteRoutes } from '../features/activite/index.ts'
import { actualitesRoutes } from '../features/actualites/index.ts'
import { agentsRoutes } from '../features/agents/index.ts'
import { audienceRoutes } from '../features/audience/index.ts'
import { avisRoutes } from '../features/avis/index.ts'
import { caisseRoutes } from '../features/caisse/index.ts'
import { comptesRoutes } from '../features/comptes/index.ts'
import { comptoirRoutes, createEntourage } from '../features/comptoir/index.ts'
import { conditionsRoutes } from '../features/conditions/index.ts'
import { conservationRoutes } from '../features/conservation/index.ts'
import { contactRoutes } from '../features/contact/index.ts'
import { decisionsRoutes } from '../features/decisions/index.ts'
import { demandesRoutes } from '../features/demandes/index.ts'
import { demarchesRoutes } from '../features/demarches/index.ts'
import {
  avisDeMaintenance,
  closeServices,
  disponibiliteRoutes,
  startBattement,
} from '../features/disponibilite/index.ts'
import { documentsRoutes } from '../features/documents/index.ts'
import { droitsRoutes } from '../features/droits/index.ts'
import { countALire, echangesRoutes } from '../features/echanges/index.ts'
import { exportsRoutes } from '../features/exports/index.ts'
import { informationsRoutes } from '../features/informations/index.ts'
import { faitEnMots, instructionRoutes, transmissionRoutes } from '../features/instruction/index.ts'
import { journalRoutes } from '../features/journal/index.ts'
import { mesServicesRoutes } from '../features/mes-services/index.ts'
import { countUnread, notificationsRoutes } from '../features/notifications/index.ts'
import { paiementsRoutes } from '../features/paiements/index.ts'
import { papierRoutes } from '../features/papier/index.ts'
import { piecesRoutes } from '../features/pieces/index.ts'
import { countATraiter, remboursementsRoutes } from '../features/remboursements/index.ts'
import { signalementsRoutes } from '../features/signalements/index.ts'
import { siteRoutes } from '../features/site/index.ts'
import { sondageRoutes } from '../features/sondage/index.ts'
import { statistiquesRoutes } from '../features/statistiques/index.ts'
import type { PageView } from '../platform/http/page.ts'
import { keepSharedPages } from '../platform/http/shared-pages.ts'
import { addSecurityHeaders, securityHeaders } from '../platform/session/security-headers.ts'
import { guardSessions } from '../platform/session/session-guard.ts'
import type { Visiteur } from '../ui/entete.tsx'
import { communesRoutes } from './communes-routes.ts'
import type { Context } from './context.ts'
import { answerError } from './error-pages.tsx'
import { loadNavigateurs } from './navigateurs.ts'
import { notFoundView } from './view.tsx'

/** What a request under way has left when the portal stops; `stopOnSignal` waits a little longer. */
const LAST_REQUESTS_MS = 8_000

/** Builds the portal on an open context, without listening: tests inject, the programs listen. */
export async function buildWeb(context: Context): Promise<FastifyInstance> {
  const web = fastify({
    logger: false,
    // One proxy: what it adds itself at the end of X-Forwarded-For is believed, never what a browser wrote before it.
    trustProxy: context.config.trustProxy ? (_address, hop) => hop === 0 : false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    // An address that cannot be taken apart (%zz, a name without end) comes before every hook and every route.
    frameworkErrors: (_error, _request, { raw }) => {
      raw
        .writeHead(404, {
          ...securityHeaders(context.publicOrigin),
          'content-type': 'text/html; charset=utf-8',
        })
        .end(context.pages.document(notFoundView()))
    },
  })
  // A browser that stopped in the middle of a body holds its connection, and the server with it, for a minute or more.
  web.addHook('preClose', (done) => {
    setTimeout(() => web.server.closeAllConnections(), LAST_REQUESTS_MS).unref()
    done()
  })
  decorateReplies(web, context)
  addSecurityHeaders(web, context.publicOrigin)
  closeServices(web, context.calendrier)
  keepSharedPages(web, context.clock)
  guardSessions(web, {
    db: context.db,
    clock: context.clock,
    nonces: context.nonces,
    publicOrigin: context.publicOrigin,
    shell: (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(context.pages.coquille(avisOf(context))),
    notFound: (_request, reply) => reply.page(notFoundView()),
    onError: (err) => context.log.warn({ err }, 'session not touched'),
  })
  logRequests(web, context)
  web.setErrorHandler((error, request, reply) => answerError(context, error, request, reply))
  web.setNotFoundHandler({}, (_request, reply) => reply.page(notFoundView()))
  await web.register(fastifyStatic, {
    root: context.assetsFolder,
    serve: false,
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: '1y',
    cacheControl: true,
  })
  web.get<{ Params: { '*': string } }>('/assets/*', { config: { access: 'public' } }, (request, reply) =>
    reply.sendFile(request.params['*']),
  )
  siteRoutes(web, { ...context, navigateurs: await loadNavigateurs(context.assetsFolder) })
  disponibiliteRoutes(web, context)
  conditionsRoutes(web, context)
  actualitesRoutes(web, context)
  sondageRoutes(web, context)
  audienceRoutes(web, context)
  demarchesRoutes(web, context)
  comptesRoutes(web, context)
  conservationRoutes(web, context)
  contactRoutes(web, context)
  demandesRoutes(web, context)
  piecesRoutes(web, context)
  echangesRoutes(web, context)
  notificationsRoutes(web, context)
  documentsRoutes(web, context)
  activiteRoutes(web, context)
  informationsRoutes(web, context)
  mesServicesRoutes(web, context)
  droitsRoutes(web, context)
  signalementsRoutes(web, context)
  agentsRoutes(web, context)
  comptoirRoutes(web, context)
  instructionRoutes(web, { ...context, entourage: createEntourage(context) })
  journalRoutes(web, { ...context, faitEnMots })
  decisionsRoutes(web, context)
  transmissionRoutes(web, context)
  avisRoutes(web, context)
  paiementsRoutes(web, context)
  papierRoutes(web, context)
  exportsRoutes(web, context)
  caisseRoutes(web, context)
  remboursementsRoutes(web, context)
  statistiquesRoutes(web, context)
  communesRoutes(web)
  await web.ready()
  return web
}

/** Says every thirty seconds that this portal answers, so that an interruption is noticed. @returns how to stop */
export const watchPortal = ({ db, clock, log }: Context): (() => void) =>
  startBattement({ db, clock, onError: (err) => log.warn({ err }, 'no beat') })

/** What every page says at this moment. */
const avisOf = ({ calendrier, catalogue, clock }: Context) =>
  avisDeMaintenance(calendrier.aVenir(), clock.now(), catalogue.titreDe)

function decorateReplies(web: FastifyInstance, context: Context): void {
  const { pages, pagesMesurees, publicOrigin } = context
  web.decorateReply('page', function page(this: FastifyReply, view: PageView): FastifyReply {
    const visiteur = visiteurOf(this.request)
    const path = sharedPath(this.request, view)
    // The page that says why it is closed is not told twice.
    const vue = { ...view, avis: view.statut === 503 ? undefined : avisOf(context) }
    // A page answered to a signed request is swapped in place; anybody else gets a whole document.
    this.code(view.statut ?? 200).type('text/html; charset=utf-8')
    if (visiteur) {
      sendCounted(this, context, (nombre) => pages.fragment(vue, { ...visiteur, nonLues: nombre }))
      return this
    }
    const html = pages.document(
      vue,
      path === undefined
        ? undefined
        : { adresse: publicOrigin + path, mesuree: pagesMesurees.find(path) ? path : undefined },
    )
    return this.send(html)
  })
  web.decorateReply('goTo', function goTo(this: FastifyReply, path: string): FastifyReply {
    return this.code(204).header('espace-location', path).send()
  })
}

/**
 * The header says how many notifications, or messages for the agents, are not read, after the page has read what it
 * shows. A page that fails says nothing of it: the base may be what is missing.
 */
function sendCounted(reply: FastifyReply, context: Context, render: (nombre: number) => string): void {
  const nombre = reply.statusCode < 500 ? countFor(context, reply.request).catch(() => 0) : Promise.resolve(0)
  nombre.then((found) => reply.send(render(found))).catch((error: unknown) => reply.send(error))
}

async function countFor({ db, clock }: Context, { actor }: FastifyRequest): Promise<number> {
  if (actor.kind === 'usager') return countUnread(db, actor.usagerId)
  if (actor.kind === 'agent' && actor.role === 'regisseur')
    return countATraiter(db, actor.demarches, clock.now())
  return actor.kind === 'agent' ? countALire(db, actor.demarches) : 0
}

/** Where a public page that was found stands, without its query: what was typed or mailed is nobody else's. */
function sharedPath(request: FastifyRequest, view: PageView): string | undefined {
  const { config, url } = request.routeOptions
  if (request.method === 'POST' || !url || config.access !== 'public' || (view.statut ?? 200) !== 200)
    return undefined
  return request.url.split('?')[0]?.replace(/(?<=.)\/+$/, '') ?? '/'
}

function visiteurOf({ actor }: FastifyRequest): Exclude<Visiteur, { kind: 'public' }> | undefined {
  if (actor?.kind === 'usager') return { kind: 'usager', nom: actor.nomAffiche }
  if (actor?.kind === 'agent') return { kind: 'agent', nom: actor.nomAffiche, role: actor.role }
  return undefined
}

/** One line a request: method, route pattern, status and time; never an address, a query, a header or a body. */
function logRequests(web: FastifyInstance, { log }: Context): void {
  web.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        methode: request.method,
        route: request.routeOptions.url ?? 'inconnue',
        statut: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'requête',
    )
  })
}
