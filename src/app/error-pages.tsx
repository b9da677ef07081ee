import type { FastifyReply, FastifyRequest } from 'fastify'
import { ServiceFerme } from '../features/disponibilite/index.ts'
import { FichierEndommage } from '../platform/files/fichier-endommage.ts'
import type { PageView } from '../platform/http/page.ts'
import { TropDeMonde } from '../platform/session/turnstile.ts'
import type { Context } from './context.ts'
import type { RefusalAnswers } from './refusal-answers.ts'
import { refusalsOfAgents } from './refusals-of-agents.tsx'
import { refusalsOfPaiements } from './refusals-of-paiements.tsx'
import { refusalsOfRemboursements } from './refusals-of-remboursements.tsx'
import { refusalsOfUsagers } from './refusals-of-usagers.tsx'
import { view } from './view.tsx'

/** The only map from what a feature may refuse to what the person reads. */
const refusals: RefusalAnswers = [
  ...refusalsOfUsagers,
  ...refusalsOfPaiements,
  ...refusalsOfRemboursements,
  ...refusalsOfAgents,
]

/** Refusals by the table, a lost database by the paper route, anything else as a fault with its reference number. */
export function answerError(
  context: Context,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const found = refusals.find(([refusal]) => error instanceof refusal)
  if (found) {
    const answer = (
      found[1] as (error: unknown, context: Context, reply: FastifyReply) => PageView | FastifyReply
    )(error, context, reply)
    return 'titre' in answer ? reply.page(answer) : answer
  }
  const statusCode = isUnstorable(error) ? 400 : (error as { statusCode?: number }).statusCode
  if (statusCode === 413)
    return reply.page(
      view(413, 'Cet envoi est trop long', 'Revenez en arrière, raccourcissez le texte et recommencez.'),
    )
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return reply.page(
      view(
        statusCode,
        'Demande incompréhensible',
        'Le navigateur a envoyé quelque chose que nous ne pouvons pas lire. Rechargez la page et recommencez.',
      ),
    )
  }
  const waited = waitedInVain(error)
  if (waited && context.baseAnswers()) {
    context.log.warn({ route: request.routeOptions.url }, 'no free connection in time')
    return answerError(context, new TropDeMonde(), request, reply)
  }
  if (waited || isDatabaseLost(error)) {
    context.log.error({ err: error, route: request.routeOptions.url }, 'database unreachable')
    return answerWithoutBase(context, request, reply)
  }
  const numero = crypto.randomUUID().slice(0, 8)
  const fault = { err: error, numero, route: request.routeOptions.url }
  if (error instanceof FichierEndommage) {
    context.log.error({ ...fault, alarme: 'fichier-endommage' }, 'damaged file')
    return reply.page(damagedView(numero))
  }
  context.log.error(fault, 'fault')
  return reply.page(
    view(
      500,
      'Quelque chose n’a pas marché',
      `Ce n’est pas de votre faute. Notez ce numéro si vous nous appelez : ${numero}.`,
      'Ce que vous aviez enregistré est gardé. Réessayez dans un instant.',
      <a href="/aide#papier">Faire la démarche par courrier</a>,
    ),
  )
}

/** Nothing of a damaged document is shown; there is a way out for whoever sent it, and for whoever examines it. */
const damagedView = (numero: string): PageView =>
  view(
    500,
    'Ce document est abîmé',
    `Nous l’avons vérifié avant de l’ouvrir : il n’est plus tel qu’il a été envoyé. Nous ne le montrons pas. Nos équipes sont prévenues et cherchent une copie. Numéro à nous donner : ${numero}.`,
    'Le reste est intact. Si vous avez encore l’original, vous pouvez l’envoyer de nouveau, ici ou par courrier.',
    <a href="/aide#papier">Envoyer un document par courrier</a>,
  )

/**
 * The base is gone: what was made at build for this address (the blank forms), the maintenance that explains it, or the
 * page that says how to go on by post.
 */
function answerWithoutBase(context: Context, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { secours, calendrier } = context
  const kept = secours.fichiers.get(request.url.split('?', 1)[0] ?? '')
  if (kept) return reply.type('application/pdf').send(kept)
  const maintenance = calendrier.enCours()
  if (maintenance) return answerError(context, new ServiceFerme(maintenance), request, reply)
  return reply.code(503).header('retry-after', '60').type('text/html; charset=utf-8').send(secours.page)
}

/** A NUL in an address or a field: PostgreSQL keeps no such text (22021, and 22P05 in JSON). Nobody types one. */
const isUnstorable = (error: unknown): boolean =>
  ['22021', '22P05'].includes(String((error as { code?: unknown } | null)?.code))

/** What pg-pool says when all its connections are at work, or wait for a base that is gone. */
const waitedInVain = (error: unknown): boolean =>
  causesOf(error).some(({ message }) => message === 'timeout exceeded when trying to connect')

/** Classes 08 (connection) and 57P (shutdown) of PostgreSQL, and what the network says. */
const isDatabaseLost = (error: unknown): boolean =>
  causesOf(error).some((cause) => {
    const code = String((cause as { code?: unknown }).code)
    return (
      /^(08|57P|53300)/.test(code) ||
      ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
      /Connection terminated|Client has encountered a connection error/.test(cause.message)
    )
  })

function causesOf(error: unknown): Error[] {
  const causes: Error[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.push(cause)
  return causes
}
