import type { FastifyInstance } from 'fastify'
import type { Calendrier } from './calendrier.ts'
import { ServiceFerme } from './refusals.ts'

/**
 * While the portal is in maintenance: what usagers do in their space, and its entrances, answer the page that says so.
 * Agents go on, and the pages that everybody reads stay, with the paper forms. Asks nothing of the base: add it before
 * the guard of sessions.
 */
export function closeServices(web: FastifyInstance, calendrier: Calendrier): void {
  web.addHook('onRequest', async (request) => {
    const { access, entree } = request.routeOptions.config
    if (access !== 'usager' && !entree) return
    const maintenance = calendrier.enCours()
    if (maintenance) throw new ServiceFerme(maintenance)
  })
}
