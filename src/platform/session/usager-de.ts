import type { FastifyRequest } from 'fastify'
import type { UsagerActor } from './actor.ts'

/** The signed-in usager of a route whose access is `usager`: the guard lets nobody else so far. */
export function usagerDe(request: FastifyRequest): UsagerActor {
  if (request.actor.kind !== 'usager') throw new Error('a route of the usager without its guard')
  return request.actor
}
