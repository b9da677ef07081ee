import type { Log } from '../../../platform/log/log.ts'
import { type Ouverture, type PaymentProvider, PrestataireInjoignable } from '../prestataire.ts'
import { type Call, openCall } from './call.ts'
import type { ConfigPayline } from './config-payline.ts'
import { openEndpoints } from './endpoints.ts'
import { doRefund, doReset, doWebPayment, getTransactionDetails, getWebPaymentDetails } from './envelopes.ts'
import { type Fetch, openFetch } from './http.ts'
import { IMPL } from './namespaces.ts'
import { type Operation, operations } from './operations.ts'
import { type Answer, AnswerRefused, textOf } from './parse-answer.ts'
import { messageOf, readLecture, readRestitution } from './read-lecture.ts'
import { checkRedirect } from './redirect.ts'

/** No transaction of that name. */
const UNKNOWN_TRANSACTION = '02301'

export interface PaylineDeps {
  fetch?: Fetch
  log?: Log
  /** From the beginning of a call to its end, fail-over included. */
  wholeMs?: number
}

/** Payline, by Monext, behind the interface of every provider. Opens nothing until the first call. */
export function createPayline(config: ConfigPayline, deps: PaylineDeps = {}): PaymentProvider {
  const fetch = deps.fetch ?? openFetch()
  const call = openCall(config, {
    fetch,
    endpoints: openEndpoints(config, fetch, deps.log),
    log: deps.log,
    ...(deps.wholeMs === undefined ? {} : { wholeMs: deps.wholeMs }),
  })
  const ask = reading(call)
  return {
    start: async (commande) =>
      ask('doWebPayment', doWebPayment(commande, config.contract), (answer) => readOuverture(answer, config)),
    read: (jeton) => ask('getWebPaymentDetails', getWebPaymentDetails(jeton), readLecture),
    readTransaction: (transactionId) =>
      ask('getTransactionDetails', getTransactionDetails({ transactionId }), readLecture),
    readCommande: (commande) =>
      ask('getTransactionDetails', getTransactionDetails({ commande }), (answer) =>
        answer.result.code === UNKNOWN_TRANSACTION ? null : readLecture(answer),
      ),
    refund: async (ordre) => ask('doRefund', doRefund(ordre, config.contract), readRestitution),
    cancel: async (ordre) => ask('doReset', doReset(ordre), readRestitution),
  }
}

/** An answer that came, and does not say what it must, is no usable answer either. */
const reading =
  (call: Call) =>
  async <T>(operation: Operation, envelope: string, read: (answer: Answer) => T): Promise<T> => {
    const answer = await call(operation, envelope)
    try {
      return read(answer)
    } catch (error) {
      if (!(error instanceof AnswerRefused)) throw error
      throw new PrestataireInjoignable(
        `payline: ${operation}: ${error.message}`,
        operations[operation].effect !== 'none',
      )
    }
  }

function readOuverture({ result, response }: Answer, config: ConfigPayline): Ouverture {
  if (result.code !== '00000') return { ouvert: false, code: result.code, message: messageOf(result) }
  const jeton = textOf(response, IMPL, 'token')
  if (!jeton || !/^[\x21-\x7e]{1,64}$/.test(jeton)) throw new AnswerRefused('opened, without a token')
  const adresse = checkRedirect(textOf(response, IMPL, 'redirectURL') ?? '', config)
  if (!adresse) throw new AnswerRefused('opened, at an address that is not a page of Payline')
  return { ouvert: true, jeton, adresse }
}
