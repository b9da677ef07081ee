import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/database.ts'
import type { Access } from '../http/access.ts'
import { parseFields } from '../http/fields.ts'
import type { Actor } from './actor.ts'
import { openSeenProofs, type SeenProofs } from './jti.ts'
import type { Nonces } from './nonce.ts'
import { type Envelope, type Proof, type ProofFault, readEnvelope, verifyEnvelope } from './proof.ts'
import { findSession, type LiveSession, touchSession } from './session-store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    /** The body as it came, for the digest that the proof signs. */
    rawBody: Buffer | undefined
    /** The session found by the token and the proof that came with it, before that proof is verified. */
    claimedSession: (LiveSession & { token: string; envelope: Envelope }) | undefined
  }
  interface FastifyInstance {
    seenProofs: SeenProofs
    /** Who may enter each route, by « METHOD /pattern ». */
    accessOfRoutes: Map<string, Access>
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

/** 1.1 MiB: a chunk of 1 MiB, or the longest form. */
const MAX_BODY = 1_153_434
/** A form of the portal has a few hundred fields; taking apart a million of them would hold everybody up. */
const MAX_FIELDS = 2_000
const AMPERSAND = 38
/** How long a password that was given counts for sensitive acts. */
const PROVED_MS = 5 * 60_000
const SAFE = new Set(['GET', 'HEAD'])
/** 256 bits in base64url. */
const TOKEN = /^[\w-]{43}$/

const accessOf = (request: FastifyRequest): Access => request.routeOptions.config.access ?? 'public'

/** A route that does not say who may enter stops the start-up. */
function noteAccess(web: FastifyInstance, route: RouteOptions): void {
  const access = route.config?.access
  for (const method of [route.method].flat()) {
    if (access === undefined) throw new Error(`route ${method} ${route.url} declares no access`)
    web.accessOfRoutes.set(`${method} ${route.url}`, access)
  }
}

function mayEnter(access: Access, actor: Actor): boolean {
  if (access === 'public') return true
  if (access === 'session') return actor.kind !== 'anonyme'
  if (access === 'usager') return actor.kind === 'usager'
  return actor.kind === 'agent' && access.agent.includes(actor.role)
}

const ERRORS: Partial<Record<ProofFault | 'session' | 'preuve', string>> = {
  nonce: 'use_dpop_nonce',
  session: 'invalid_token',
  // RFC 9470: the session is good, the act asks for the password again.
  preuve: 'insufficient_user_authentication',
}

function refuseProof(reply: FastifyReply, fault: ProofFault | 'session' | 'preuve'): FastifyReply {
  const error = ERRORS[fault] ?? 'invalid_dpop_proof'
  return reply
    .code(401)
    .header('www-authenticate', `DPoP error="${error}", algs="ES256"`)
    .type('text/plain')
    .send(error)
}

class TooManyFields extends Error {
  readonly statusCode = 413
  readonly code = 'TOO_MANY_FIELDS'
}

function readForm(body: Buffer): unknown {
  let fields = 1
  for (const byte of body) if (byte === AMPERSAND) fields += 1
  if (fields > MAX_FIELDS) throw new TooManyFields(`a form of ${fields} fields`)
  return parseFields(body.toString('utf8'))
}

/** Keeps each body as it came: forms are parsed from it, chunks of files stay bytes. Nothing else is taken in. */
function keepRawBodies(web: FastifyInstance): void {
  web.removeAllContentTypeParsers()
  const keep = (type: string, parse: (body: Buffer) => unknown): void => {
    web.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: MAX_BODY }, (request, body, done) => {
      request.rawBody = body as Buffer
      try {
        done(null, parse(body as Buffer))
      } catch (error) {
        done(error as Error)
      }
    })
  }
  keep('application/x-www-form-urlencoded', readForm)
  keep('application/octet-stream', (body) => body)
}

function signedPart(request: FastifyRequest) {
  return {
    method: request.method,
    path: request.url.split('?', 1)[0] ?? '',
    body: SAFE.has(request.method) ? undefined : (request.rawBody ?? Buffer.alloc(0)),
  }
}

/**
 * Spends the proof of a request that changes something. @returns undefined, or why it may not be spent: it was, or the
 * base began another epoch since it was judged (its seen proofs are gone: the browser signs again with a new nonce)
 */
async function spend(seen: SeenProofs, nonces: Nonces, proof: Proof): Promise<'jti' | 'nonce' | undefined> {
  const step = nonces.stepOf(proof.nonce)
  if (step === undefined) return 'nonce'
  if (await seen.use(proof.jti, step, nonces.epoch())) return undefined
  return (await nonces.refresh()) ? 'nonce' : 'jti'
}

/** Finds the session that the token names. The proof is opened first: a request without one costs no query. */
async function claimSession(request: FastifyRequest, reply: FastifyReply, options: SessionGuardOptions) {
  request.actor = { kind: 'anonyme' }
  if (accessOf(request) === 'public') return
  reply.header('dpop-nonce', options.nonces.current())
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  if (scheme !== 'DPoP' || !token) {
    const cold = SAFE.has(request.method) && (request.headers.accept ?? '').includes('text/html')
    return cold ? options.shell(request, reply) : refuseProof(reply, 'session')
  }
  const envelope = readEnvelope(request.raw.headersDistinct.dpop)
  if (typeof envelope === 'string') return refuseProof(reply, envelope)
  const session = TOKEN.test(token) ? await findSession(options.db, token, options.clock.now()) : undefined
  if (!session) return refuseProof(reply, 'session')
  request.claimedSession = { ...session, token, envelope }
}

/** Verifies the proof, which signs the body that has been read meanwhile, and holds the route to its access. */
async function verifyClaim(request: FastifyRequest, reply: FastifyReply, options: SessionGuardOptions) {
  const session = request.claimedSession
  if (!session) return
  const proof = verifyEnvelope(session.envelope, signedPart(request), {
    publicOrigin: options.publicOrigin,
    acceptsNonce: options.nonces.accepts,
    session,
  })
  if (typeof proof === 'string') return refuseProof(reply, proof)
  if (!SAFE.has(request.method)) {
    const fault = await spend(request.server.seenProofs, options.nonces, proof)
    // Read again: a proof refused for the epoch has just made this process learn the new one.
    if (fault) return refuseProof(reply.header('dpop-nonce', options.nonces.current()), fault)
  }
  request.actor = session.actor
  const { recente, depart, passive } = request.routeOptions.config
  if (!mayEnter(accessOf(request), session.actor)) return options.notFound(request, reply)
  const now = options.clock.now()
  if (recente && now.getTime() - session.prouveeLe.getTime() >= PROVED_MS) return refuseProof(reply, 'preuve')
  if (depart || passive) return
  // Not waited for: the person's page does not depend on it.
  touchSession(options.db, session, now).catch(options.onError)
}

/**
 * Turns token and proof into `request.actor` and holds every route to its declared access. Public routes never look
 * at a session. Call it before any route is added.
 */
export function guardSessions(web: FastifyInstance, options: SessionGuardOptions): void {
  web.decorate('seenProofs', openSeenProofs(options.db, options.clock))
  web.decorateRequest('actor')
  web.decorateRequest('rawBody', undefined)
  web.decorateRequest('claimedSession', undefined)
  web.decorate('accessOfRoutes', new Map())
  web.addHook('onRoute', (route) => noteAccess(web, route))
  keepRawBodies(web)
  web.addHook('onRequest', (request, reply) => claimSession(request, reply, options))
  web.addHook('preValidation', (request, reply) => verifyClaim(request, reply, options))
}

/**
 * Verifies the proof of a sign-in: no token yet, the key it shows is the one the session will be bound to.
 * @returns the proof; undefined when the answer (401) has been given
 */
export async function verifySignInProof(
  request: FastifyRequest,
  reply: FastifyReply,
  options: Pick<SessionGuardOptions, 'nonces' | 'publicOrigin'>,
): Promise<Proof | undefined> {
  reply.header('dpop-nonce', options.nonces.current())
  const envelope = readEnvelope(request.raw.headersDistinct.dpop)
  const proof =
    typeof envelope === 'string'
      ? envelope
      : verifyEnvelope(envelope, signedPart(request), {
          publicOrigin: options.publicOrigin,
          acceptsNonce: options.nonces.accepts,
        })
  const fault =
    typeof proof === 'string' ? proof : await spend(request.server.seenProofs, options.nonces, proof)
  if (fault === undefined && typeof proof !== 'string') return proof
  refuseProof(reply.header('dpop-nonce', options.nonces.current()), fault ?? 'malformed')
  return undefined
}

/** After a sign-out: the browser forgets what it may have kept of this site. */
export function wipeBrowser(reply: FastifyReply): FastifyReply {
  return reply.header('clear-site-data', '"cache", "storage"')
}
