import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { textFields } from '../../platform/http/fields.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import type { Catalogue } from '../demarches/index.ts'
import { chooseServices, servicesOf } from './choose-services.ts'
import { MesServicesPage } from './pages/mes-services-page.tsx'

const USAGER = { config: { access: 'usager' } } as const
const SERVICES = '/espace/compte/services'

/** The démarches to have at hand. */
export function mesServicesRoutes(
  web: FastifyInstance,
  deps: { db: Db; clock: Clock; catalogue: Catalogue },
): void {
  web.get(SERVICES, USAGER, async (request, reply) =>
    reply.page({
      titre: 'Mes services',
      contenu: (
        <MesServicesPage
          demarches={deps.catalogue.all()}
          choisis={await servicesOf(deps.db, usagerDe(request).usagerId)}
        />
      ),
    }),
  )
  web.post(SERVICES, USAGER, async (request, reply) => {
    await chooseServices(deps, usagerDe(request), textFields(request.body, 'services'))
    return reply.goTo('/espace')
  })
}
