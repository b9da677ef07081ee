import type { FastifyRequest } from 'fastify'
import type { AgentActor } from './actor.ts'

/** The signed-in agent of a route whose access names roles: the guard lets nobody else so far. */
export function agentDe(request: FastifyRequest): AgentActor {
  if (request.actor.kind !== 'agent') throw new Error('a route of the agents without its guard')
  return request.actor
}
