import { parisDay, parisHour } from '../../../platform/legal-clock/paris.ts'
import { escapeXml } from '../../../platform/xml/escape-xml.ts'
import type { Commande, OrdreDeRestitution } from '../prestataire.ts'
import { IMPL, OBJ, SOAP, XSI } from './namespaces.ts'

/** Release 4.76 of the API and later; « no update » since. */
const VERSION = '34'
const EURO = '978'
/** Authorisation and capture together. */
const AUTHORISE_AND_CAPTURE = '101'
const REFUND = '421'
/** Paid at once. */
const CPT = 'CPT'
const COMMENT_MAX = 255

/** An element to come, in the order that the schema wants (xsd:sequence). Null is written `xsi:nil`. */
type Content = string | null | readonly (readonly [name: string, content: Content])[]

/** The session of payment, without a word about the buyer: Payline needs none. */
export const doWebPayment = (commande: Commande, contract: string): string =>
  envelope('doWebPaymentRequest', [
    ['version', VERSION],
    ['payment', payment(commande.montantCents, AUTHORISE_AND_CAPTURE, contract)],
    ['returnURL', commande.retour],
    ['cancelURL', commande.annulation],
    ['order', order(commande)],
    ['notificationURL', commande.notification],
    ['selectedContractList', [['selectedContract', contract]]],
    ['secondSelectedContractList', null],
    ['privateDataList', null],
    ['languageCode', 'fr'],
    ['customPaymentPageCode', null],
    ['owner', null],
    ['securityMode', 'SSL'],
    ['recurring', null],
    ['customPaymentTemplateURL', null],
    ['contractNumberWalletList', null],
    ['merchantName', null],
    ['subMerchant', null],
    ['miscData', null],
    ['asynchronousRetryTimeout', null],
    ['threeDSInfo', null],
    ['merchantScore', null],
    ['skipSmartDisplay', null],
  ])

/** What became of a session. */
export const getWebPaymentDetails = (token: string): string =>
  envelope('getWebPaymentDetailsRequest', [
    ['version', VERSION],
    ['token', token],
  ])

/** What became of a transaction, named by its identifier, or by its order where we know none. */
export const getTransactionDetails = (named: { transactionId: string } | { commande: string }): string =>
  envelope('getTransactionDetailsRequest', [
    ['version', VERSION],
    ['transactionId', 'transactionId' in named ? named.transactionId : null],
    ['orderRef', 'commande' in named ? named.commande : null],
    ['startDate', null],
    ['endDate', null],
    ['transactionHistory', null],
    ['archiveSearch', null],
  ])

/** Money back after remittance, by the contract that took it. */
export const doRefund = (ordre: OrdreDeRestitution, contract: string): string =>
  envelope('doRefundRequest', [
    ['version', VERSION],
    ['transactionID', ordre.transactionId],
    ['payment', payment(ordre.montantCents, REFUND, contract)],
    ['comment', comment(ordre)],
    ['privateDataList', null],
    ['sequenceNumber', sequence(ordre)],
    ['media', null],
    ['miscData', null],
  ])

/** The payment taken back before remittance. */
export const doReset = (ordre: OrdreDeRestitution): string =>
  envelope('doResetRequest', [
    ['version', VERSION],
    ['transactionID', ordre.transactionId],
    ['comment', comment(ordre)],
    ['media', null],
    ['amount', cents(ordre.montantCents)],
    ['currency', EURO],
    ['sequenceNumber', sequence(ordre)],
  ])

/** « 25/10/2026 02:30 », in Paris whatever the server's zone: the hour that autumn has twice is written twice. */
export const paylineDate = (moment: Date): string => {
  const [year, month, day] = parisDay(moment).split('-')
  return `${day}/${month}/${year} ${parisHour(moment)}`
}

const payment = (montantCents: number, action: string, contract: string): Content => [
  ['amount', cents(montantCents)],
  ['currency', EURO],
  ['action', action],
  ['mode', CPT],
  ['contractNumber', contract],
]

function order({ reference, montantCents, le }: Commande): Content {
  if (!/^[\w.-]{1,50}$/.test(reference))
    throw new RangeError('a reference is 1 to 50 letters, figures, . _ -')
  return [
    ['ref', reference],
    ['amount', cents(montantCents)],
    ['currency', EURO],
    ['date', paylineDate(le)],
  ]
}

function cents(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`not an amount: ${amount}`)
  return String(amount)
}

function sequence({ sequence: number }: OrdreDeRestitution): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`not a sequence number: ${number}`)
  return String(number)
}

const comment = ({ commentaire }: OrdreDeRestitution): string | null =>
  commentaire === '' ? null : commentaire.slice(0, COMMENT_MAX)

/** Elements of the request are in the first namespace, what they hold in the second (elementFormDefault="qualified"). */
const envelope = (request: string, content: Exclude<Content, string | null>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>` +
  `<soap:Envelope xmlns:soap="${SOAP}" xmlns:xsi="${XSI}" xmlns:impl="${IMPL}" xmlns:obj="${OBJ}"><soap:Body>` +
  `<impl:${request}>${content.map(([name, held]) => element('impl', name, held)).join('')}</impl:${request}>` +
  `</soap:Body></soap:Envelope>`

function element(prefix: 'impl' | 'obj', name: string, content: Content): string {
  if (content === null) return `<${prefix}:${name} xsi:nil="true"/>`
  const held =
    typeof content === 'string'
      ? escapeXml(content)
      : content.map(([child, inner]) => element('obj', child, inner)).join('')
  return `<${prefix}:${name}>${held}</${prefix}:${name}>`
}
