import type { FastifyInstance } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { describePassword } from '../../platform/session/password.ts'
import { TropDeMonde } from '../../platform/session/turnstile.ts'
import type { ComptesDeps } from './comptes-deps.ts'

/** How strong a password is, in words, while it is being typed. Nothing of it is kept or logged. */
export function forceRoutes(web: FastifyInstance, { collectivite }: Pick<ComptesDeps, 'collectivite'>): void {
  web.post('/mot-de-passe/force', { config: { access: 'public' } }, async (request, reply) => {
    const mots = textField(request.body, 'mots').slice(0, 500).split(/\s+/).concat(collectivite.nom)
    reply.type('application/json')
    try {
      const phrase = await describePassword(textField(request.body, 'motDePasse').slice(0, 1_000), mots)
      return await reply.send(JSON.stringify({ phrase }))
    } catch (error) {
      if (!(error instanceof TropDeMonde)) throw error
      return reply.code(503).header('retry-after', String(error.retryAfterSeconds)).send('{"phrase":""}')
    }
  })
}
