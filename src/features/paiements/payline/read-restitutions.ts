import type { XmlElement } from '../../../platform/xml/read-xml.ts'
import type { RestitutionLue } from '../prestataire.ts'
import { IMPL, OBJ } from './namespaces.ts'
import { AnswerRefused, childOf, textOf } from './parse-answer.ts'
import { readCents } from './read-cents.ts'

/** What gives money back; another kind of associated transaction, or one that nobody knows, is no proof of it. */
const KINDS: ReadonlySet<string> = new Set(['REFUND', 'RESET'])
const DONE = 'ACCEPTED'
const LIST = 'associatedTransactionsList'

/**
 * The transactions that getTransactionDetails associates with a payment. An empty list says that there are none; no list at all
 * says nothing. @throws AnswerRefused
 */
export function readRestitutions(response: XmlElement): RestitutionLue[] | undefined {
  if (!response.children.some(({ local }) => local === LIST)) return undefined
  const list = childOf(response, IMPL, LIST)?.children ?? []
  if (list.some(({ uri, local }) => uri !== OBJ || local !== 'associatedTransactions'))
    throw new AnswerRefused('an associated transaction that is not one')
  return list.map(readOne)
}

function readOne(one: XmlElement): RestitutionLue {
  const transactionId = textOf(one, OBJ, 'transactionId')
  if (!transactionId) throw new AnswerRefused('an associated transaction without its number')
  const [kind = '', state = ''] = [textOf(one, OBJ, 'type'), textOf(one, OBJ, 'status')]
  const currency = textOf(one, OBJ, 'currency')
  return {
    transactionId,
    montantCents: currency && currency !== '978' ? null : readCents(textOf(one, OBJ, 'amount') ?? ''),
    faite: KINDS.has(kind) && state === DONE,
    message: `${kind} : ${state}`.replace(/\p{Cc}+/gu, ' ').slice(0, 100),
  }
}
