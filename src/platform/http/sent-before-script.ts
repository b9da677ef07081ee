import type { FastifyRequest } from 'fastify'

/**
 * Whether a form that a script signs was sent by the browser alone: on a slow line, somebody pressed its button before
 * the script came. Such a request opens nothing; it deserves a page, not a word of the protocol.
 */
export const sentBeforeScript = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers.dpop === undefined && headers['sec-fetch-mode'] === 'navigate'
