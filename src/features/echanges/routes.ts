import type { FastifyInstance } from 'fastify'
import { agentRoutes } from './agent-routes.tsx'
import type { EchangesDeps } from './echanges-deps.ts'
import { modelesRoutes } from './modeles-routes.tsx'
import { usagerRoutes } from './usager-routes.tsx'

/** The exchanges about demandes, on both sides of the counter. */
export function echangesRoutes(web: FastifyInstance, deps: EchangesDeps): void {
  usagerRoutes(web, deps)
  agentRoutes(web, deps)
  modelesRoutes(web, deps)
}
