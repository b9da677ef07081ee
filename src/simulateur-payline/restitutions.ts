import type { Transaction } from './livre.ts'
import { isDuplicate, newTransactionId } from './moteur.ts'
import type { Registre } from './registre.ts'

export interface Ordre {
  transactionId: string
  montantCents: number
  sequence: string | null
  commentaire: string | null
}

/** What became of an order to give money back. */
export interface Suite {
  code: string
  transactionId: string | null
  detail?: string
}

const refusedBy = (code: string, detail?: string): Suite => ({
  code,
  transactionId: null,
  ...(detail ? { detail } : {}),
})

/** Gives back a part or the whole of a payment. Never more than was paid, never twice the same sequence. */
export function refund(registre: Registre, ordre: Ordre): Suite {
  const payment = findPayment(registre, ordre.transactionId)
  if (!payment) return refusedBy('02301')
  if (payment.code !== '00000' || payment.annuleeLe !== null) return refusedBy('02603')
  const wanted = { ...ordre, reference: payment.reference }
  if (isDuplicate(registre, wanted, registre.clock.now().getTime(), 'restitution')) return refusedBy('01913')
  const before = registre.livre.undoneOf(payment).reduce((sum, one) => sum + one.montantCents, 0)
  if (ordre.montantCents + before > payment.montantCents) return refusedBy('01110', 'more than was paid')
  const transactionId = newTransactionId(registre)
  const { montantCents, sequence, commentaire } = ordre
  registre.note({
    quoi: 'restituee',
    transactionId,
    origine: payment.transactionId,
    montantCents,
    sequence,
    commentaire,
  })
  return { code: '00000', transactionId }
}

/** Cancels a payment that was not remitted to the bank; the whole of it. */
export function reset(
  registre: Registre,
  ordre: Omit<Ordre, 'montantCents'> & { montantCents: number | null },
): Suite {
  const payment = findPayment(registre, ordre.transactionId)
  if (!payment) return refusedBy('02604')
  if (payment.annuleeLe !== null) return refusedBy('02601')
  if (payment.code !== '00000') return refusedBy('02603')
  if (payment.remiseLe !== null) return refusedBy('01917')
  if (registre.livre.undoneOf(payment).length > 0) return refusedBy('02603', 'partly refunded')
  if (ordre.montantCents !== null && ordre.montantCents !== payment.montantCents)
    return refusedBy('02600', 'the whole amount only')
  const transactionId = newTransactionId(registre)
  registre.note({
    quoi: 'annulee',
    transactionId,
    origine: payment.transactionId,
    commentaire: ordre.commentaire,
  })
  return { code: '00000', transactionId }
}

function findPayment(registre: Registre, id: string): Transaction | undefined {
  const found = registre.livre.transactions.get(id)
  return found?.nature === 'paiement' ? found : undefined
}
