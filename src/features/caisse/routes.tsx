import type { FastifyInstance } from 'fastify'
import { COMPTES } from '../../platform/http/access.ts'
import type { CaisseDeps } from './caisse-deps.ts'
import { JournalDeCaissePage } from './pages/journal-de-caisse-page.tsx'

const LIT = { config: { access: COMPTES } } as const

export function caisseRoutes(web: FastifyInstance, _deps: CaisseDeps): void {
  web.get('/agents/caisse', LIT, (_request, reply) =>
    reply.page({ titre: 'Caisse', contenu: <JournalDeCaissePage /> }),
  )
}
