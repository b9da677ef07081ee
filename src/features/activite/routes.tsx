import type { FastifyInstance } from 'fastify'
import type { Db } from '../../platform/db/database.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { activiteOf } from './activite.query.ts'
import { ActivitePage } from './pages/activite-page.tsx'

/** « Activité de mon compte »: the person reads the journal of what concerns them. */
export function activiteRoutes(web: FastifyInstance, { db }: { db: Db }): void {
  web.get<{ Querystring: { avant?: unknown } }>(
    '/espace/compte/activite',
    { config: { access: 'usager', sansConditions: 'refusees' } },
    async (request, reply) => {
      const { query } = request
      const avant = typeof query.avant === 'string' ? query.avant : undefined
      return reply.page({
        titre: 'Activité de mon compte',
        contenu: <ActivitePage vue={await activiteOf(db, usagerDe(request).usagerId, avant)} />,
      })
    },
  )
}
