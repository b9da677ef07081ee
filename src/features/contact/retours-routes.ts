import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { readDeliveryReport } from './delivery-report.ts'
import { noteRetour } from './note-retour.ts'

export interface RetoursDeps {
  db: Db
  clock: Clock
  mailDomain: string
  /** What the mail server shows; without one, no report is taken. */
  bounceSecret: string | undefined
}

const MAX_REPORT = 1_048_576
const TYPES = ['application/octet-stream', 'message/rfc822', 'multipart/report']

const say = (reply: FastifyReply, statut: number, ligne: string): FastifyReply =>
  reply.code(statut).type('text/plain; charset=utf-8').send(`${ligne}\n`)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Held before the body is read: a stranger sends us nothing. */
async function requireSecret(request: FastifyRequest, reply: FastifyReply, secret: string | undefined) {
  if (secret === undefined) return say(reply, 404, 'BOUNCE_SECRET n’est pas réglé.')
  const shown = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (timingSafeEqual(digest(shown), digest(secret))) return
  return say(reply.header('www-authenticate', 'Bearer'), 401, 'Secret absent ou faux.')
}

/** Where the mail server hands in the delivery reports that come back (docs/exploitation/courriels.md). */
export function retoursRoutes(web: FastifyInstance, deps: RetoursDeps): void {
  // In a scope of its own: no other route takes these bodies in.
  web.register(async (scope) => {
    scope.removeContentTypeParser('application/octet-stream')
    scope.addContentTypeParser(TYPES, { parseAs: 'buffer', bodyLimit: MAX_REPORT }, (_request, body, done) =>
      done(null, body),
    )
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const { statusCode = 500 } = error
      if (statusCode >= 500) throw error
      return say(reply, statusCode, statusCode === 413 ? 'Plus de 1 Mio.' : 'Requête refusée.')
    })
    scope.post(
      '/courriels/retours',
      {
        config: { access: 'public' },
        onRequest: (request, reply) => requireSecret(request, reply, deps.bounceSecret),
      },
      async (request, reply) => {
        const report = Buffer.isBuffer(request.body)
          ? await readDeliveryReport(request.body, deps.mailDomain)
          : undefined
        if (!report) return say(reply, 400, 'Ce n’est pas un rapport de non-remise (RFC 3464).')
        await noteRetour(deps, report)
        return reply.code(204).send()
      },
    )
  })
}
