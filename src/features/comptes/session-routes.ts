import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { wipeBrowser } from '../../platform/session/session-guard.ts'
import { endSession, parkSession } from '../../platform/session/session-store.ts'
import type { ComptesDeps } from './comptes-deps.ts'

const PUBLIC = { config: { access: 'public' } } as const
const SESSION = { config: { access: 'session' } } as const
const DEPART = { config: { access: 'session', depart: true } } as const

/** The life of a session between pages, for citizens and agents alike; the guard has verified whose it is. */
export function sessionRoutes(
  web: FastifyInstance,
  { db, clock, nonces, paieEnCeMoment }: ComptesDeps,
): void {
  // A page that is read for long asks for a fresh nonce, so that its farewell counts when it is closed.
  web.get('/session/nonce', PUBLIC, (_request, reply) =>
    reply.code(204).header('dpop-nonce', nonces.current()).send(),
  )
  // A sign of life: the guard notes it.
  web.get('/session/presence', SESSION, (_request, reply) => reply.code(204).send())
  web.post('/session/depart', DEPART, async ({ actor }, reply) => {
    if (actor.kind !== 'anonyme') {
      const enPaiement = actor.kind === 'usager' && (await paieEnCeMoment(actor.usagerId))
      await parkSession(db, { sessionId: actor.sessionId, now: clock.now(), enPaiement })
    }
    return reply.code(204).send()
  })
  web.post('/deconnexion', SESSION, async (request, reply) => {
    const { actor } = request
    if (actor.kind === 'anonyme') return reply.goTo('/')
    const le = clock.now()
    await inTransaction(db, async (tx) => {
      await endSession(tx, actor.sessionId, le)
      await appendJournal(tx, { le, acteur: actor, action: 'session.terminee' })
    })
    wipeBrowser(reply)
    return reply.goTo(actor.kind === 'agent' ? '/agents/connexion' : '/')
  })
}
