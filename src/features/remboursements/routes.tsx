import type { FastifyInstance } from 'fastify'
import { COMPTES } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { aTraiter } from './a-traiter.query.ts'
import { decisionRoutes } from './decision-routes.tsx'
import { ATraiterPage } from './pages/a-traiter-page.tsx'
import { RecherchePage } from './pages/recherche-page.tsx'
import { findPaiements } from './paiements-trouves.query.ts'
import { seuilDeValidation } from './remboursement.ts'
import { remboursementRoutes } from './remboursement-routes.ts'
import type { RemboursementsDeps } from './remboursements-deps.ts'
import { idOf, showPaiement } from './show-paiement.tsx'

const LIT = { config: { access: COMPTES } } as const

/** What waits for a human in the money of the régie, each payment, and what may be given back of it. */
export function remboursementsRoutes(web: FastifyInstance, deps: RemboursementsDeps): void {
  // A portal whose threshold is no amount does not start.
  seuilDeValidation(deps.collectivite)
  web.get('/agents/caisse/a-traiter', LIT, async (request, reply) => {
    const now = deps.clock.now()
    const { demarches, role } = agentDe(request)
    const vue = await aTraiter(deps.db, demarches, now, textField(request.query, 'apres'))
    return reply.page({
      titre: 'À traiter – Caisse',
      contenu: <ATraiterPage vue={vue} titreDe={deps.titreDe} now={now} role={role} />,
    })
  })
  web.get('/agents/caisse/paiements', LIT, async (request, reply) => {
    const q = textField(request.query, 'q').slice(0, 100)
    const { demarches, role } = agentDe(request)
    const trouves = await findPaiements(deps.db, demarches, q)
    return reply.page({
      titre: 'Chercher un paiement – Caisse',
      contenu: <RecherchePage q={q} trouves={trouves} titreDe={deps.titreDe} role={role} />,
    })
  })
  web.get('/agents/caisse/paiements/:id', LIT, (request, reply) =>
    showPaiement(deps, agentDe(request), idOf(request), reply),
  )
  decisionRoutes(web, deps)
  remboursementRoutes(web, deps)
}
