import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'
import type { Access } from '../http/access.ts'
import { parseFields } from '../http/fields.ts'
import type { Actor } from './actor.ts'
import { openSeenProofs } from './jti.ts'
import type { Nonces } from './nonce.ts'
import { type Proof, type ProofFault, verifyProof } from './proof.ts'
import { findSession, type LiveSession, touchSession } from './session-store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    /** The body as it came, for the digest that the proof signs. */
    rawBody: Buffer | undefined
    /** The session found by the token, before the proof of this request is verified. */
    liveSession: (LiveSession & { token: string }) | undefined
  }
}

export interface SessionGuardOptions {
  db: Db
  clock: Clock
  nonces: Nonces
  publicOrigin: string
  /** Answers a private address opened cold: the page that resumes the session. */
  shell: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
  /** Answers a person who has a session but not the right: as if the page did not exist. */
  notFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
  onError: (error: unknown) => void
}

const MAX_BODY = 1_150_000
const SAFE = new Set(['GET', 'HEAD'])

const accessOf = (request: FastifyRequest): Access => request.routeOptions.config.access ?? 'public'

/** A route that does not say who may enter stops the start-up. */
function refuseUndeclared(route: RouteOptions): void {
  if (route.config?.access === undefined)
    throw new Error(`route ${String(route.method)} ${route.url} declares no access`)
}

function mayEnter(access: Access, actor: Actor): boolean {
  if (access === 'public') return true
  if (access === 'usager') return actor.kind === 'usager'
  return actor.kind === 'agent' && access.agent.includes(actor.role)
}

function refuseProof(reply: FastifyReply, fault: ProofFault | 'session'): FastifyReply {
  const error =
    fault === 'nonce' ? 'use_dpop_nonce' : fault === 'session' ? 'invalid_token' : 'invalid_dpop_proof'
  return reply
    .code(401)
    .header('www-authenticate', `DPoP error="${error}", algs="ES256"`)
    .type('text/plain')
    .send(error)
}

/** Keeps each body as it came: forms and JSON are parsed from it, chunks of files stay bytes. */
function keepRawBodies(web: FastifyInstance): void {
  web.removeAllContentTypeParsers()
  const keep = (type: string, parse: (body: Buffer) => unknown): void => {
    web.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: MAX_BODY }, (request, body, done) => {
      request.rawBody = body as Buffer
      done(null, parse(body as Buffer))
    })
  }
  keep('application/x-www-form-urlencoded', (body) => parseFields(body.toString('utf8')))
  keep('application/octet-stream', (body) => body)
}

function proofRequest(request: FastifyRequest) {
  return {
    headers: request.raw.headersDistinct.dpop,
    method: request.method,
    path: request.url.split('?', 1)[0] ?? '',
    body: SAFE.has(request.method) ? undefined : (request.rawBody ?? Buffer.alloc(0)),
  }
}

/**
 * Turns token and proof into `request.actor` and holds every route to its declared access. The token is looked up
 * before the body is read, the proof is verified after (it signs the body); `jti` is spent last, and only by
 * requests that change something.
 */
export function guardSessions(web: FastifyInstance, options: SessionGuardOptions): void {
  const seen = openSeenProofs(options.db, options.clock)
  web.decorateRequest('actor')
  web.decorateRequest('rawBody', undefined)
  web.decorateRequest('liveSession', undefined)
  web.addHook('onRoute', refuseUndeclared)
  keepRawBodies(web)

  web.addHook('onRequest', async (request, reply) => {
    request.actor = { kind: 'anonyme' }
    if (accessOf(request) === 'public') return
    reply.header('dpop-nonce', options.nonces.current())
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    if (scheme !== 'DPoP' || !token) {
      const cold = SAFE.has(request.method) && (request.headers.accept ?? '').includes('text/html')
      return cold ? options.shell(request, reply) : refuseProof(reply, 'session')
    }
    const session =
      token.length <= 100 ? await findSession(options.db, token, options.clock.now()) : undefined
    if (!session) return refuseProof(reply, 'session')
    request.liveSession = { ...session, token }
  })

  web.addHook('preValidation', async (request, reply) => {
    const session = request.liveSession
    if (!session) return
    const proof = await verifyProof(proofRequest(request), {
      publicOrigin: options.publicOrigin,
      acceptsNonce: options.nonces.accepts,
      session,
    })
    if (typeof proof === 'string') return refuseProof(reply, proof)
    if (!SAFE.has(request.method) && !(await seen.use(proof.jti))) return refuseProof(reply, 'jti')
    request.actor = session.actor
    if (!mayEnter(accessOf(request), session.actor)) return options.notFound(request, reply)
    // Not waited for: the person's page does not depend on it.
    touchSession(options.db, session, options.clock.now()).catch(options.onError)
  })
}

/** Verifies the proof of a sign-in: no token yet, the key it shows is the one the session will be bound to. */
export async function verifySignInProof(
  request: FastifyRequest,
  reply: FastifyReply,
  options: Pick<SessionGuardOptions, 'nonces' | 'publicOrigin'>,
): Promise<Proof | undefined> {
  reply.header('dpop-nonce', options.nonces.current())
  const proof = await verifyProof(proofRequest(request), {
    publicOrigin: options.publicOrigin,
    acceptsNonce: options.nonces.accepts,
  })
  if (typeof proof !== 'string') return proof
  refuseProof(reply, proof)
  return undefined
}
