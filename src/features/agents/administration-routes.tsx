import type { FastifyInstance } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { AdministrationPage } from './pages/administration-page.tsx'

/** The door of the administrators: what they run, in one list. */
export function administrationRoutes(web: FastifyInstance): void {
  web.get('/agents/administration', { config: { access: ADMINISTRATEUR } }, (_, reply) =>
    reply.page({ titre: 'Administration', contenu: <AdministrationPage /> }),
  )
}
