import { resultOf, sensOf } from './codes.ts'
import { readCommande, readMontant } from './commande.ts'
import type { Operation } from './contrat.ts'
import { parisDate } from './dates.ts'
import type { Session, Transaction } from './livre.ts'
import { codeOf, findSession, openSession } from './moteur.ts'
import type { Valeurs } from './read-envelope.ts'
import type { Registre } from './registre.ts'
import { refund, reset, type Suite } from './restitutions.ts'

/** What the operations need. */
export interface Marchand {
  registre: Registre
  contrat: string
  dureeDeSessionMs: number
  /** The address of the page where a session is paid. */
  pageOf(jeton: string): string
}

type Repond = (marchand: Marchand, demande: Valeurs) => Valeurs

const textOf = (valeurs: Valeurs, name: string): string | null => {
  const valeur = valeurs[name]
  return typeof valeur === 'string' && valeur !== '' ? valeur : null
}

const doWebPayment: Repond = (marchand, demande) => {
  const read = readCommande(demande, marchand.contrat)
  if ('refus' in read) return { result: resultOf('02305', read.refus) }
  const token = openSession(marchand.registre, read, marchand.dureeDeSessionMs)
  return { result: resultOf('00000'), token, redirectURL: marchand.pageOf(token) }
}

const getWebPaymentDetails: Repond = ({ registre }, demande) => {
  const session = findSession(registre, textOf(demande, 'token') ?? '')
  if (!session) return { result: resultOf('02301', 'unknown token') }
  const code = codeOf(session)
  if (isFinal(code) && !session.lue) registre.note({ quoi: 'lue', jeton: session.jeton })
  const id = session.fin?.transactionId
  const transaction = id ? registre.livre.transactions.get(id) : undefined
  return {
    result: resultOf(code),
    ...(transaction ? partsOf(transaction) : partsWithoutTransaction(session)),
    numberOfAttempt: transaction ? '1' : '0',
    contractNumber: session.contrat,
  }
}

/** Whether Payline has nothing more to say of a session: then it sends no notification any more. */
const isFinal = (code: string): boolean =>
  ['ACCEPTED', 'REFUSED', 'CANCELLED', 'ERROR', 'ABORTED'].includes(sensOf(code).statut)

function partsOf(one: Transaction): Valeurs {
  const accepted = one.code === '00000'
  const date = parisDate(one.le)
  const money = { amount: String(one.montantCents), currency: one.devise }
  return {
    transaction: {
      id: one.transactionId,
      date,
      isDuplicated: one.doublon ? '1' : '0',
      isPossibleFraud: sensOf(one.code).statut === 'PENDING_RISK' ? '1' : '0',
      threeDSecure: 'Y',
    },
    payment: {
      ...money,
      action: one.nature === 'restitution' ? '421' : '101',
      mode: 'CPT',
      contractNumber: one.contrat,
    },
    authorization: accepted
      ? {
          number: `A${one.transactionId.slice(-5)}`,
          date,
          authorizedAmount: money.amount,
          authorizedCurrency: one.devise,
        }
      : {},
    card: one.carte ? { number: masked(one.carte), type: 'CB', expirationDate: '1230' } : {},
    order: { ref: one.reference, ...money, date: one.dateDeCommande },
  }
}

const masked = (carte: string): string => {
  const digits = carte.replaceAll(' ', '')
  return `${digits[0]}${'X'.repeat(digits.length - 3)}${digits.slice(-2)}`
}

function partsWithoutTransaction(session: Session): Valeurs {
  const money = { amount: String(session.montantCents), currency: session.devise }
  return {
    payment: { ...money, action: '101', mode: 'CPT', contractNumber: session.contrat },
    order: { ref: session.reference, ...money, date: session.dateDeCommande },
  }
}

const answerOf = (registre: Registre, suite: Suite): Valeurs => ({
  result: resultOf(suite.code, suite.detail),
  transaction: suite.transactionId
    ? { id: suite.transactionId, date: parisDate(registre.clock.now().getTime()), isPossibleFraud: '0' }
    : {},
})

const doRefund: Repond = ({ registre, contrat }, demande) => {
  const payment = demande.payment as Valeurs
  const montantCents = readMontant(payment.amount)
  const wrong =
    montantCents === null ||
    payment.currency !== '978' ||
    payment.action !== '421' ||
    payment.mode !== 'CPT' ||
    payment.contractNumber !== contrat
  if (wrong) return answerOf(registre, { code: '02305', transactionId: null, detail: 'payment' })
  return answerOf(registre, refund(registre, { ...commonOf(demande), montantCents }))
}

const doReset: Repond = ({ registre }, demande) => {
  const amount = textOf(demande, 'amount')
  const montantCents = amount === null ? null : readMontant(amount)
  if (amount !== null && montantCents === null)
    return answerOf(registre, { code: '02305', transactionId: null, detail: 'amount' })
  return answerOf(registre, reset(registre, { ...commonOf(demande), montantCents }))
}

const commonOf = (demande: Valeurs) => ({
  transactionId: textOf(demande, 'transactionID') ?? '',
  sequence: textOf(demande, 'sequenceNumber'),
  commentaire: textOf(demande, 'comment'),
})

const getTransactionDetails: Repond = ({ registre }, demande) => {
  const id = textOf(demande, 'transactionId')
  const reference = textOf(demande, 'orderRef')
  const { livre } = registre
  const found = id
    ? livre.transactions.get(id)
    : livre.ofReference(reference ?? '').findLast((one) => one.nature === 'paiement')
  if (!found || (reference && found.reference !== reference)) return { result: resultOf('02301') }
  return {
    result: resultOf(found.code),
    ...partsOf(found),
    associatedTransactionsList: {
      associatedTransactions: livre.undoneOf(found).map((one) => ({
        transactionId: one.transactionId,
        type: one.nature === 'restitution' ? 'REFUND' : 'RESET',
        date: parisDate(one.le),
        amount: String(one.montantCents),
        status: sensOf(one.code).statut,
        originTransactionId: found.transactionId,
        currency: one.devise,
      })),
    },
    contractNumber: found.contrat,
  }
}

/** What each operation does and answers. */
export const operations: Readonly<Record<Operation, Repond>> = {
  doWebPayment,
  getWebPaymentDetails,
  doRefund,
  doReset,
  getTransactionDetails,
}
