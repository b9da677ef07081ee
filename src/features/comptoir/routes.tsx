import type { FastifyInstance } from 'fastify'
import { attributionRoutes } from './attribution-routes.ts'
import type { ComptoirDeps } from './comptoir-deps.ts'
import { fileRoutes } from './file-routes.tsx'
import { lotRoutes } from './lot-routes.tsx'
import { reglagesRoutes } from './reglages-routes.tsx'

/** The counter: the queue, who has what, acts on several, and how each agent works. */
export function comptoirRoutes(web: FastifyInstance, deps: ComptoirDeps): void {
  fileRoutes(web, deps)
  attributionRoutes(web, deps)
  lotRoutes(web, deps)
  reglagesRoutes(web, deps)
}
