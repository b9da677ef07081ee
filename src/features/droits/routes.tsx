import type { FastifyInstance } from 'fastify'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { type ExportDeps, exportDonnees } from './export-donnees.ts'
import { DonneesPage } from './pages/donnees-page.tsx'

/** The rights over one's data. */
export function droitsRoutes(web: FastifyInstance, deps: ExportDeps): void {
  web.get(
    '/espace/compte/donnees',
    { config: { access: 'usager', sansConditions: 'refusees' } },
    (_request, reply) => reply.page({ titre: 'Télécharger mes données', contenu: <DonneesPage /> }),
  )
  web.get(
    '/espace/compte/donnees.json',
    { config: { access: 'usager', recente: true, sansConditions: 'refusees' }, exposeHeadRoute: false },
    async (request, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', 'attachment; filename="mes-donnees.json"')
        .send(await exportDonnees(deps, usagerDe(request))),
  )
}
