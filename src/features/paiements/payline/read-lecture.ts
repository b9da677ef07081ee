import { parisMoment } from '../../../platform/legal-clock/paris.ts'
import type { XmlElement } from '../../../platform/xml/read-xml.ts'
import type { Lecture, Restitution } from '../prestataire.ts'
import { etatOfPaiement, etatOfRestitution, isDoubted } from './codes.ts'
import { IMPL, OBJ } from './namespaces.ts'
import { type Answer, AnswerRefused, childOf, type Result, textOf } from './parse-answer.ts'
import { readCents } from './read-cents.ts'
import { readRestitutions } from './read-restitutions.ts'

/**
 * What an answer of getWebPaymentDetails or getTransactionDetails says. An accepted payment without its transaction, amount,
 * currency or reference is no answer. @throws AnswerRefused
 */
export function readLecture({ result, response }: Answer): Lecture {
  const etat = etatOfPaiement(result.code, result.shortMessage)
  const transaction = childOf(response, IMPL, 'transaction')
  const { montantCents, devise, toldAmount } = readMoney(response)
  const restitutions = readRestitutions(response)
  const lecture: Lecture = {
    etat,
    code: result.code,
    message: messageOf(result),
    transactionId: textOf(transaction, OBJ, 'id') ?? null,
    montantCents,
    devise,
    reference: textOf(childOf(response, IMPL, 'order'), OBJ, 'ref') ?? null,
    autorisation: textOf(childOf(response, IMPL, 'authorization'), OBJ, 'number') ?? null,
    le: readDate(textOf(transaction, OBJ, 'date')),
    doublon: isYes(textOf(transaction, OBJ, 'isDuplicated')),
    suspect:
      isDoubted(result.code, result.shortMessage) || isYes(textOf(transaction, OBJ, 'isPossibleFraud')),
    ...(restitutions ? { restitutions } : {}),
  }
  if (etat === 'accepte' && !(lecture.transactionId && toldAmount && lecture.reference))
    throw new AnswerRefused('accepted, without transaction, amount or reference')
  return lecture
}

/** What doRefund or doReset did. Done without the transaction that did it is no answer. @throws AnswerRefused */
export function readRestitution({ result, response }: Answer): Restitution {
  const etat = etatOfRestitution(result.code, result.shortMessage)
  const transactionId = textOf(childOf(response, IMPL, 'transaction'), OBJ, 'id') ?? null
  if (etat === 'fait' && !transactionId) throw new AnswerRefused('done, without a transaction')
  return { etat, code: result.code, message: messageOf(result), transactionId }
}

/** For agents and operators: short and long messages as they came, control characters out. */
export const messageOf = ({ shortMessage, longMessage }: Result): string =>
  [shortMessage, longMessage]
    .filter((text) => text !== '')
    .join(' : ')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 500)

interface Money {
  montantCents: number | null
  devise: string | null
  /** Whether there was an amount, were it one that contradicts itself. */
  toldAmount: boolean
}

/** The payment and what completes it when it was split; the authorised amount, where it is told, must be the amount. */
function readMoney(response: XmlElement): Money {
  const additional = childOf(response, IMPL, 'paymentAdditionalList')?.children ?? []
  if (additional.some(({ uri, local }) => uri !== OBJ || local !== 'paymentAdditional'))
    throw new AnswerRefused('a split payment that is not one')
  const parts = [
    readPart(childOf(response, IMPL, 'payment'), childOf(response, IMPL, 'authorization')),
    ...additional.map((part) => readPart(childOf(part, OBJ, 'payment'), childOf(part, OBJ, 'authorization'))),
  ]
  const currencies = new Set(parts.map(({ devise }) => devise))
  const total = parts.reduce<number | null>(
    (sum, { montantCents }) => (sum === null || montantCents === null ? null : sum + montantCents),
    0,
  )
  const agree = currencies.size === 1
  return {
    montantCents: agree && Number.isSafeInteger(total) ? total : null,
    devise: agree ? (parts[0]?.devise ?? null) : null,
    toldAmount: parts.every(({ toldAmount }) => toldAmount),
  }
}

function readPart(payment: XmlElement | undefined, authorization: XmlElement | undefined): Money {
  const amount = textOf(payment, OBJ, 'amount')
  const devise = textOf(payment, OBJ, 'currency') ?? null
  const told = [amount, textOf(authorization, OBJ, 'authorizedAmount')].filter((text) => text !== undefined)
  const [cents, ...others] = told.map(readCents)
  const currency = textOf(authorization, OBJ, 'authorizedCurrency') ?? devise
  const coherent = others.every((other) => other === cents) && currency === devise
  return {
    montantCents: amount !== undefined && coherent ? (cents ?? null) : null,
    devise,
    toldAmount: amount !== undefined && devise !== null,
  }
}

const isYes = (text: string | undefined): boolean => text === '1' || text?.toLowerCase() === 'true'

/** `dd/MM/yyyy HH:mm`, seconds or not, in Paris. Another form is no fault: nothing is decided from it. */
function readDate(text: string | undefined): Date | null {
  const found = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2})(?::\d{2})?$/.exec(text ?? '')
  if (!found) return null
  const [, day, month, year, hour = ''] = found
  try {
    return parisMoment(`${year}-${month}-${day}`, hour)
  } catch {
    return null
  }
}
