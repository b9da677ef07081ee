import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock/clock.ts'

/** For the config of a route whose page is the same bytes for everybody. */
export const SHARED = { config: { access: 'public', partagee: true } } as const

/** Lets browsers and caches keep a public page for a minute. */
export const cacheable = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'public, max-age=60')

/** A change made by another process is seen after this at the latest. */
const KEPT_MS = 5_000
/** Addresses kept at once: the public site has some forty, the rest are queries that people typed. */
const MAX_PAGES = 200
const MAX_BYTES = 500_000

interface Kept {
  body: Buffer
  etag: string
  cacheControl: string
  until: number
}

/**
 * Keeps the pages of the routes that say `partagee`, so that a crowd costs one rendering every five seconds; any act
 * of an agent in this process drops them all. Gives each an ETag: a reader who comes back downloads nothing (RFC 9110,
 * 13.1.2). Add it after what sets headers and before what asks the base.
 */
export function keepSharedPages(web: FastifyInstance, clock: Clock): void {
  const pages = new Map<string, Kept>()
  web.addHook('onRequest', async (request, reply) => {
    if (!isShared(request) || request.method !== 'GET') return
    const found = pages.get(request.url)
    if (!found || found.until <= clock.now().getTime()) return
    // The least recently read goes first.
    pages.delete(request.url)
    pages.set(request.url, found)
    return answer(reply, found, request.headers['if-none-match'])
  })
  web.addHook('onSend', async (request, reply, payload) => {
    const { access, partagee } = request.routeOptions.config
    if (request.method !== 'GET' && reply.statusCode < 400) {
      if (typeof access === 'object') pages.clear()
      if (partagee === 'sans-cookie') dropAddress(pages, request.url)
    }
    if (
      !isShared(request) ||
      request.method !== 'GET' ||
      reply.statusCode !== 200 ||
      typeof payload !== 'string'
    )
      return payload
    const body = Buffer.from(payload)
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const kept = { body, etag, cacheControl: String(reply.getHeader('cache-control')) }
    reply.header('etag', etag)
    if (body.length <= MAX_BYTES) {
      pages.set(request.url, { ...kept, until: clock.now().getTime() + KEPT_MS })
      if (pages.size > MAX_PAGES) pages.delete(pages.keys().next().value ?? '')
    }
    if (!isKnown(etag, request.headers['if-none-match'])) return payload
    reply.code(304).removeHeader('content-length')
    return ''
  })
}

const isShared = ({ headers, routeOptions }: FastifyRequest): boolean =>
  routeOptions.config.partagee === true ||
  (routeOptions.config.partagee === 'sans-cookie' && headers.cookie === undefined)

/** Every page kept of one address, whatever its query. */
function dropAddress(pages: Map<string, Kept>, url: string): void {
  const [path = ''] = url.split('?', 1)
  for (const key of pages.keys()) if (key === path || key.startsWith(`${path}?`)) pages.delete(key)
}

function answer(reply: FastifyReply, { body, etag, cacheControl }: Kept, known: string | undefined) {
  reply.header('etag', etag).header('cache-control', cacheControl)
  if (isKnown(etag, known)) return reply.code(304).send()
  return reply.type('text/html; charset=utf-8').send(body)
}

/** `W/` before it: a proxy that compresses makes it weak. */
const isKnown = (etag: string, known: string | undefined): boolean =>
  known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false
