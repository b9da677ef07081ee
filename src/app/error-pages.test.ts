import type { FastifyReply, FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import type { Context } from './context.ts'
import { answerError } from './error-pages.tsx'

const reply = { page: ({ statut }: { statut: number }) => statut } as unknown as FastifyReply

test.each(['22021', '22P05'])('a NUL that reaches the base (%s) is a bad request, not a fault', (code) => {
  const error = Object.assign(new Error('invalid byte sequence'), { code })
  expect(answerError({} as Context, error, {} as FastifyRequest, reply)).toBe(400)
})
