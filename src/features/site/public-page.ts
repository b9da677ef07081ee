import type { FastifyReply } from 'fastify'

export const PUBLIC = { config: { access: 'public' } } as const

/** The same bytes for everybody: no public page looks at who is asking. */
export const cacheable = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'public, max-age=60')
