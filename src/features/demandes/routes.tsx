import type { FastifyInstance } from 'fastify'
import { brouillonRoutes } from './brouillon-routes.tsx'
import type { DemandesDeps } from './demandes-deps.ts'
import { silenceRoutes } from './silence-routes.ts'
import { suiviRoutes } from './suivi-routes.tsx'

/** Everything a person does with their demandes: the form, its dépôt, and what follows. */
export function demandesRoutes(web: FastifyInstance, deps: DemandesDeps): void {
  brouillonRoutes(web, deps)
  suiviRoutes(web, deps)
  silenceRoutes(web, deps)
}
