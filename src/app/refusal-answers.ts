import type { FastifyReply } from 'fastify'
import type { PageView } from '../platform/http/page.ts'
import type { Context } from './context.ts'

/** What the person reads of one refusal, or where they are led. */
type Answer = (error: never, context: Context, reply: FastifyReply) => PageView | FastifyReply

/** Refusals of features with their answers; the first that fits answers. */
export type RefusalAnswers = readonly (readonly [new (...args: never[]) => Error, Answer])[]
