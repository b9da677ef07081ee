import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { createNetworkLimit, type NetworkLimit } from '../../platform/http/network-limit.ts'
import { typedNumero } from '../../platform/http/typed-numbers.ts'
import { sourceKey } from '../../platform/session/lockout-store.ts'
import { createTurnstile, type Turnstile } from '../../platform/session/turnstile.ts'
import { administrationRoutes } from './administration-routes.tsx'
import { castVote } from './cast-vote.ts'
import { aRepondu, cookieSondage } from './cookie-sondage.ts'
import { type Dit, SansSondagePage, SondagePage } from './pages/sondage-page.tsx'
import { SondageFerme, TropDeVotes } from './refusals.ts'
import { dernierSondage } from './sondage.query.ts'
import type { SondagePublie } from './sondage.ts'
import type { VoteDeps } from './sondage-deps.ts'
import { newVisite, readVisite, reseauDe, type Visite } from './visite.ts'

/** One rendering for all those who bring no cookie; a vote drops it. */
const SANS_COOKIE = { config: { access: 'public', partagee: 'sans-cookie' } } as const
const ADRESSE = '/sondage'
/** Four of the ten connections: a crowd that votes leaves the others to the services, and waits its turn here. */
const AT_ONCE = 4
const WAITING = 2_000
/** A family, a library or a school shares one address: thirty in ten minutes. */
const LIMIT = { max: 30, windowMs: 10 * 60_000, maxNetworks: 50_000 }

interface Counter extends VoteDeps {
  turnstile: Turnstile
  limit: NetworkLimit
}

/** The poll: answered by anybody, run by the administrators. */
export function sondageRoutes(web: FastifyInstance, deps: VoteDeps): void {
  const counter = { ...deps, turnstile: createTurnstile(AT_ONCE, WAITING), limit: createNetworkLimit(LIMIT) }
  web.get(ADRESSE, SANS_COOKIE, (request, reply) => show(counter, request, reply))
  web.post(ADRESSE, SANS_COOKIE, (request, reply) => vote(counter, request, reply))
  administrationRoutes(web, deps)
}

const TITRES = {
  merci: 'Merci, votre réponse est comptée',
  deja: 'Vous avez déjà répondu au sondage',
  meme: 'Une réponse est déjà comptée',
} as const

/** What the address of the redirect says of the vote that was just made. */
function ditIn({ query }: FastifyRequest): Dit {
  const [said] = Object.keys(query as Record<string, unknown>)
  return said === 'merci' || said === 'deja' || said === 'meme' ? said : undefined
}

async function show(counter: Counter, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const sondage = await counter.turnstile(() => dernierSondage(counter.db))
  if (!sondage) return reply.page({ titre: 'Le sondage', contenu: <SansSondagePage /> })
  const said = ditIn(request)
  const repondu = aRepondu(request.headers.cookie, sondage.numero)
  // The other click of a double click: the cookie tells that it is the same person.
  const dit = said === 'meme' && repondu ? 'merci' : said
  const fini = sondage.fermeLe !== null || repondu || (dit !== undefined && dit !== 'meme')
  return reply.page({
    titre: dit ? TITRES[dit] : 'Le sondage',
    contenu: (
      <SondagePage
        sondage={sondage}
        dit={dit}
        repondu={repondu}
        visite={fini ? undefined : freshVisite(counter, sondage, request)}
      />
    ),
  })
}

/** Of a page that is kept for those who bring no cookie, several people may read the same rendering. */
const freshVisite = (
  { sondageKey, clock }: Counter,
  { numero }: SondagePublie,
  { method, headers }: FastifyRequest,
): string =>
  newVisite(
    sondageKey,
    numero,
    clock.now(),
    method === 'GET' && headers.cookie === undefined ? 'page-partagee' : 'un-lecteur',
  )

const goBack = (reply: FastifyReply, dit: NonNullable<Dit>): FastifyReply =>
  reply.redirect(`${ADRESSE}?${dit}`, 303)

async function vote(counter: Counter, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { clock, limit, publicOrigin, sondageKey, turnstile } = counter
  const sondage = await turnstile(() => dernierSondage(counter.db))
  if (!sondage || sondage.fermeLe || isAnother(request, sondage)) throw new SondageFerme()
  const { numero } = sondage
  if (aRepondu(request.headers.cookie, numero)) return goBack(reply, 'deja')
  const lu = readVote(counter, request, sondage)
  if (!('rang' in lu)) return askAgain(counter, request, reply, { sondage, erreurs: lu.erreurs })
  const wait = limit(sourceKey(sondageKey, request.ip, 'sondage').toString('base64'), clock.now())
  if (wait > 0) throw new TropDeVotes(wait)
  const reseau = reseauDe(sondageKey, numero, lu.visite, request.ip)
  const counted = await turnstile(() => castVote(counter, { numero, reseau, ...lu }))
  // Of a page that several people read, nobody can say whether it is the same person: they are asked.
  if (!counted && lu.visite.partagee) return goBack(reply, 'meme')
  // Also when it had been counted: the first answer to a double click may never reach the browser.
  reply.header('set-cookie', cookieSondage(numero, publicOrigin))
  return goBack(reply, counted ? 'merci' : 'deja')
}

/** The page was that of an earlier poll: what was read is not what would be counted. */
function isAnother({ body }: FastifyRequest, { numero }: SondagePublie): boolean {
  const typed = typedNumero(textField(body, 'sondage'))
  return typed !== undefined && typed !== numero
}

const GARDE = 'Votre réponse n’est pas encore comptée : elle est cochée ci-dessous, répondez de nouveau.'

function readVote(
  { sondageKey, clock }: Counter,
  { body, headers }: FastifyRequest,
  { numero, choix }: SondagePublie,
): { rang: number; visite: Visite } | { erreurs: string[] } {
  const typed = textField(body, 'choix')
  const rang = /^[1-6]$/.test(typed) ? Number(typed) : 0
  if (rang < 1 || rang > choix.length) return { erreurs: ['Choisissez une réponse.'] }
  // Another site cannot answer for its visitors. Browsers that say nothing are believed.
  const site = headers['sec-fetch-site']
  const visite = readVisite(sondageKey, numero, textField(body, 'visite'), clock.now())
  if (visite && site !== 'cross-site' && site !== 'same-site') return { rang, visite }
  return { erreurs: [`Cette page était ouverte depuis plus d’un jour, ou venait d’ailleurs. ${GARDE}`] }
}

function askAgain(
  counter: Counter,
  request: FastifyRequest,
  reply: FastifyReply,
  { sondage, erreurs }: { sondage: SondagePublie; erreurs: string[] },
): FastifyReply {
  return reply.page({
    statut: 422,
    titre: 'Erreur : le sondage',
    contenu: (
      <SondagePage
        sondage={sondage}
        dit={undefined}
        repondu={false}
        visite={freshVisite(counter, sondage, request)}
        choisi={textField(request.body, 'choix')}
        erreurs={erreurs}
      />
    ),
  })
}
