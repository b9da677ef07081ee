import type { FastifyInstance } from 'fastify'
import { communesOf } from '../platform/communes/communes.ts'

/** The names of the communes of a postcode, to help typing; what is typed stays free. */
export function communesRoutes(web: FastifyInstance): void {
  web.get<{ Querystring: { cp?: unknown } }>(
    '/espace/communes',
    { config: { access: 'usager' } },
    async (request, reply) => {
      const { cp } = request.query
      const communes = typeof cp === 'string' && /^\d{5}$/.test(cp) ? await communesOf(cp) : []
      return reply.type('application/json').send(JSON.stringify(communes))
    },
  )
}
