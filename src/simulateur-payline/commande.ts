import { isPaylineDate } from './dates.ts'
import type { Commande } from './evenements.ts'
import type { Valeur, Valeurs } from './read-envelope.ts'

/** Cents as a string of digits, more than zero. */
export function readMontant(valeur: Valeur | undefined): number | null {
  return typeof valeur === 'string' && /^[1-9]\d{0,9}$/.test(valeur) ? Number(valeur) : null
}

const isAddress = (valeur: Valeur | undefined): valeur is string =>
  typeof valeur === 'string' && valeur.length <= 255 && /^https?:\/\//.test(valeur) && URL.canParse(valeur)

/**
 * What doWebPayment asks for, checked as Payline documents it.
 * @returns the order, or the name of the field that is refused (02305)
 */
export function readCommande(demande: Valeurs, contrat: string): Commande | { refus: string } {
  const payment = demande.payment as Valeurs
  const order = demande.order as Valeurs
  const montantCents = readMontant(payment.amount)
  const { ref, date } = order
  const { returnURL, cancelURL, notificationURL } = demande
  if (!/^\d{1,2}$/.test(String(demande.version))) return { refus: 'version' }
  if (montantCents === null) return { refus: 'payment.amount' }
  if (payment.currency !== '978') return { refus: 'payment.currency' }
  if (payment.action !== '101') return { refus: 'payment.action' }
  if (payment.mode !== 'CPT') return { refus: 'payment.mode' }
  if (payment.contractNumber !== contrat) return { refus: 'payment.contractNumber' }
  if (typeof ref !== 'string' || !/^[^\\]{1,50}$/.test(ref) || ref.trim() !== ref)
    return { refus: 'order.ref' }
  if (order.amount !== payment.amount) return { refus: 'order.amount' }
  if (order.currency !== payment.currency) return { refus: 'order.currency' }
  if (typeof date !== 'string' || !isPaylineDate(date)) return { refus: 'order.date' }
  if (!isAddress(returnURL)) return { refus: 'returnURL' }
  if (!isAddress(cancelURL)) return { refus: 'cancelURL' }
  if (notificationURL && !isAddress(notificationURL)) return { refus: 'notificationURL' }
  return {
    reference: ref,
    montantCents,
    devise: '978',
    contrat,
    dateDeCommande: date,
    retour: returnURL,
    annulation: cancelURL,
    notification: isAddress(notificationURL) ? notificationURL : null,
  }
}
