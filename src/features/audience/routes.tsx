import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { administrationRoutes } from './administration-routes.tsx'
import { createAfflux } from './afflux.ts'
import type { AudienceDeps } from './audience-deps.ts'
import { readBalise } from './balise.ts'
import { ChoixPage } from './pages/choix-page.tsx'
import { hasGpc, readCookie, refuses, temoins, VISITE } from './temoins.ts'
import { nextVue, readTemoin } from './visite.ts'

const PUBLIC = { config: { access: 'public' } } as const
/** A view is a few dozen bytes. */
const BODY_LIMIT = 1_000
/** In the address of a view that comes again with the cookie that it was just given, if the browser keeps any. */
const ESSAI = 'essai'

/** The measure of the public pages: what they send, the choice not to be counted, and the page of the administrators. */
export function audienceRoutes(web: FastifyInstance, deps: AudienceDeps): void {
  mesureRoute(web, deps)
  choixRoutes(web, deps)
  administrationRoutes(web, deps)
}

/** Another site may not count for us, nor choose for somebody. Browsers without this header send none at all. */
const fromElsewhere = ({ headers }: FastifyRequest): boolean =>
  (headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin'

const plain = (reply: FastifyReply, code: number, words: string): FastifyReply =>
  reply.code(code).type('text/plain; charset=utf-8').send(`${words}\n`)

function mesureRoute(web: FastifyInstance, deps: AudienceDeps): void {
  const { clock, compteurs, pagesMesurees, publicOrigin } = deps
  const isTooMany = createAfflux(clock)
  const cookies = temoins(publicOrigin.startsWith('https:'))
  const rules = { findPage: pagesMesurees.find, ownHost: new URL(publicOrigin).hostname }
  web.post('/mesure', { ...PUBLIC, bodyLimit: BODY_LIMIT }, (request, reply) => {
    const { headers, body } = request
    if (hasGpc(headers) || refuses(headers)) return reply.code(204).send()
    const balise = fromElsewhere(request) ? undefined : readBalise(body, rules)
    if (!balise) return plain(reply, 400, 'Mesure non reconnue.')
    const now = clock.now()
    const before = readTemoin(readCookie(headers, VISITE), now)
    const vue = nextVue(before, now)
    const tried = textField(request.query, ESSAI) === '1'
    // Only what comes back is known to be kept: a browser without cookies would make a visit of each view.
    if (!before && !tried)
      return reply.header('set-cookie', cookies.visite(vue)).redirect(`/mesure?${ESSAI}=1`, 307)
    if (isTooMany(request.ip)) return plain(reply, 429, 'Trop de vues à la fois.')
    compteurs.count({ ...balise, visite: before !== undefined && (tried || vue.nouvelle) })
    if (before) reply.header('set-cookie', cookies.visite(vue))
    return reply.code(204).send()
  })
}

function choixRoutes(web: FastifyInstance, { publicOrigin }: AudienceDeps): void {
  const cookies = temoins(publicOrigin.startsWith('https:'))
  web.get('/mesure/choix', PUBLIC, (request, reply) => {
    const { headers, query } = request
    const asked = textField(query, 'choix') === 'refuser'
    const etat = hasGpc(headers)
      ? 'refus-du-navigateur'
      : refuses(headers)
        ? 'refusee'
        : asked
          ? 'refus-oublie'
          : 'acceptee'
    return reply.page({
      titre: 'Être compté ou non',
      description: 'Dire si vos visites comptent dans la mesure d’audience de ce site.',
      contenu: <ChoixPage etat={etat} />,
    })
  })
  web.post('/mesure/choix', { ...PUBLIC, bodyLimit: BODY_LIMIT }, (request, reply) => {
    const choix = textField(request.body, 'choix')
    if (choix !== 'refuser' && choix !== 'accepter') return plain(reply, 400, 'Choix non reconnu.')
    if (!fromElsewhere(request))
      reply.header(
        'set-cookie',
        choix === 'refuser' ? [cookies.refus(), cookies.sansVisite()] : [cookies.sansRefus()],
      )
    // The address says what was asked: without it a refusal that the browser forgets would look like none.
    return reply.redirect(`/mesure/choix?choix=${choix}`, 303)
  })
}
