import type { Log } from '../../../platform/log/log.ts'
import { PrestataireInjoignable } from '../prestataire.ts'
import type { ConfigPayline } from './config-payline.ts'
import type { Endpoints } from './endpoints.ts'
import { codeOf, type Fetch, NotConnected, readUpTo } from './http.ts'
import { type Operation, operations } from './operations.ts'
import { type Answer, AnswerRefused, parseAnswer } from './parse-answer.ts'

/** Of a call, from its beginning to its end, whatever the number of endpoints that share it. */
const WHOLE_MS = 30_000
const ANSWER_MAX = 1_048_576
/** Endpoints that one call may try: with more, none would have the time to answer. */
const ENDPOINTS_MAX = 3
/** Payline says that it could not work: another endpoint may. */
const UNAVAILABLE: ReadonlySet<string> = new Set(['04901', '02101'])
const HTTP_UNAVAILABLE: ReadonlySet<number> = new Set([408, 500, 502, 503, 504])

/** Sends an envelope and reads its answer. @throws PrestataireInjoignable */
export type Call = (operation: Operation, envelope: string) => Promise<Answer>

export interface CallDeps {
  fetch: Fetch
  endpoints: Endpoints
  log: Log | undefined
  wholeMs?: number
}

/** One attempt that gave no usable answer. */
interface Failure {
  fault: string
  /** The request may have been carried out. */
  reached: boolean
  /** Another endpoint may do better. */
  elsewhere: boolean
}

type Attempt = { answer: Answer; elsewhere: boolean } | { failure: Failure }

/**
 * SOAP 1.1 over HTTP, Basic authentication shown at once, no redirect followed. The key stays in this closure: faults are told
 * in words of our own, never by an error of the network, which might quote the request.
 */
export function openCall(config: ConfigPayline, deps: CallDeps): Call {
  const authorization = `Basic ${Buffer.from(`${config.merchantId}:${config.accessKey}`).toString('base64')}`
  const { fetch, endpoints, log, wholeMs = WHOLE_MS } = deps
  return async (operation, envelope) => {
    const { failover, effect } = operations[operation]
    const bases = failover ? (await endpoints.list()).slice(0, ENDPOINTS_MAX) : [config.base]
    let last: Attempt | undefined
    let reached = false
    for (const base of bases) {
      const request = { operation, envelope, authorization, answerMs: wholeMs / bases.length }
      last = await ask(fetch, `${base}${operations[operation].service}`, request)
      if ('answer' in last && !last.elsewhere) return last.answer
      if ('failure' in last) {
        reached ||= last.failure.reached
        log?.warn({ operation, fault: last.failure.fault, reached }, 'payline: no usable answer')
        if (!last.failure.elsewhere) break
      }
    }
    if (last && 'answer' in last) return last.answer
    throw new PrestataireInjoignable(
      `payline: ${operation}: ${last?.failure.fault ?? 'no endpoint'}`,
      reached && effect !== 'none',
    )
  }
}

interface Request {
  operation: Operation
  envelope: string
  authorization: string
  answerMs: number
}

async function ask(
  fetch: Fetch,
  address: string,
  { operation, envelope, authorization, answerMs }: Request,
): Promise<Attempt> {
  const signal = AbortSignal.timeout(answerMs)
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'text/xml; charset=utf-8',
        soapaction: `"${operation}"`,
        accept: 'text/xml',
        // A compressed bomb is cut at the same length as any answer; a plain answer has none.
        'accept-encoding': 'identity',
      },
      body: envelope,
      redirect: 'manual',
      signal,
    })
    if (response.status !== 200) {
      response.body?.cancel().catch(() => undefined)
      return { failure: failureOfStatus(response.status) }
    }
    const content = await readUpTo(response.body, ANSWER_MAX)
    if (!content) return unreadable('an answer too long')
    const answer = parseAnswer(operation, content)
    return { answer, elsewhere: UNAVAILABLE.has(answer.result.code) }
  } catch (error) {
    if (error instanceof AnswerRefused) return unreadable(error.message)
    return { failure: failureOfNetwork(error, signal.aborted) }
  }
}

const unreadable = (fault: string): Attempt => ({ failure: { fault, reached: true, elsewhere: false } })

/** 4xx: refused before it was carried out, save the time-out 408. */
const failureOfStatus = (status: number): Failure => ({
  fault: `HTTP ${status}`,
  reached: status === 408 || status < 400 || status >= 500,
  elsewhere: HTTP_UNAVAILABLE.has(status),
})

/** What a connection that was never made did not send; everything else may have been read. */
function failureOfNetwork(error: unknown, late: boolean): Failure {
  const cause = (error as { cause?: unknown }).cause ?? error
  if (cause instanceof NotConnected)
    return { fault: `no connection (${cause.message})`, reached: false, elsewhere: true }
  if (late) return { fault: 'time-out', reached: true, elsewhere: true }
  return { fault: `cut short (${codeOf(cause)})`, reached: true, elsewhere: false }
}
