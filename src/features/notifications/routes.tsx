import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { filDe } from './notifications.query.ts'
import { NotificationsPage } from './pages/notifications-page.tsx'
import { readNotifications } from './read-notifications.ts'

interface NotificationsDeps {
  db: Db
  clock: Clock
  catalogue: { titreDe: (slug: string) => string }
}

/** What is theirs stays theirs, whatever they answered to the terms. */
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const
const ICI = '/espace/notifications'

/** The feed of a person. */
export function notificationsRoutes(web: FastifyInstance, deps: NotificationsDeps): void {
  web.get<{ Querystring: { apres?: unknown } }>(ICI, SIEN, async (request, reply) => {
    const { apres } = request.query
    const fil = await filDe(deps.db, usagerDe(request).usagerId, typeof apres === 'string' ? apres : '')
    return reply.page({
      titre: apres ? 'Notifications plus anciennes' : 'Mes notifications',
      contenu: <NotificationsPage fil={fil} titreDe={deps.catalogue.titreDe} debut={!apres} />,
    })
  })
  web.post(`${ICI}/lues`, SIEN, async (request, reply) => {
    await readNotifications(deps.db, usagerDe(request).usagerId, 'toutes', deps.clock.now())
    return reply.goTo(ICI)
  })
  web.post<{ Params: { id: string } }>(`${ICI}/:id/lue`, SIEN, async (request, reply) => {
    const { id } = request.params
    if (isUuid(id)) await readNotifications(deps.db, usagerDe(request).usagerId, id, deps.clock.now())
    return reply.goTo(ICI)
  })
}
