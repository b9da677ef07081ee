import type { EtatLu, Restitution } from '../prestataire.ts'

/**
 * Every code that is known (docs.monext.fr « Return codes », and what the publisher's modules handle), for a payment. A code
 * that says « approved » of another kind of payment than ours, or that the same payment was taken already, waits for a human:
 * money may have moved. A code about the question (02101, 02301…) says nothing final of the payment.
 */
export const codesDePaiement: Readonly<Record<string, EtatLu>> = {
  '00000': 'accepte',
  // Approvals of wallets, subscriptions and the like: never expected of a payment at once by card.
  '02400': 'a_verifier',
  '02500': 'a_verifier',
  '02501': 'a_verifier',
  '02517': 'a_verifier',
  '02520': 'a_verifier',
  '02616': 'a_verifier',
  '03000': 'a_verifier',
  '04000': 'a_verifier',
  '34230': 'a_verifier',
  '34330': 'a_verifier',
  // Among the refusals of banks, those that are faults of the merchant, the acquirer or a machine.
  '01109': 'erreur',
  '01110': 'erreur',
  '01180': 'erreur',
  '01181': 'erreur',
  '01197': 'erreur',
  '01198': 'erreur',
  '01199': 'erreur',
  // The same payment was accepted before.
  '01913': 'a_verifier',
  '02001': 'a_verifier',
  '02002': 'a_verifier',
  '02000': 'en_cours',
  '02005': 'en_cours',
  '02015': 'en_cours',
  '02016': 'en_cours',
  '02306': 'en_cours',
  '02533': 'en_cours',
  '02008': 'annule',
  '02009': 'annule',
  '02319': 'annule',
  '03022': 'annule',
  '02304': 'expire',
  '02324': 'expire',
  '02534': 'expire',
  // Payline's own fault, or its bank's silence: the bank may have said yes. The question is asked again.
  '02101': 'inconnu',
  '02102': 'inconnu',
  '02103': 'inconnu',
  '04901': 'inconnu',
  // Our fault: the question was wrong.
  '02301': 'inconnu',
  '02305': 'inconnu',
  '04001': 'a_verifier',
  '04003': 'a_verifier',
  // Made up by the publisher's own tools when nothing answers.
  XXXXX: 'inconnu',
}

/** For an unknown code. An error may be the question's own, and an approval that we do not understand is looked at first. */
const shortMessages: Readonly<Record<string, EtatLu>> = {
  ACCEPTED: 'a_verifier',
  REFUSED: 'refuse',
  CANCELLED: 'annule',
  ABORTED: 'annule',
  INPROGRESS: 'en_cours',
  ONHOLD_PARTNER: 'en_cours',
  PENDING_RISK: 'a_verifier',
  ERROR: 'inconnu',
}

/** 01100 to 01299: the bank said no. */
const isRefusedByBank = (code: string): boolean => /^01[12]\d\d$/.test(code)

/** The code first, the short message second; what neither tells is not final. */
export function etatOfPaiement(code: string, shortMessage: string): EtatLu {
  if (code === '00000' && isDenied(shortMessage)) return 'a_verifier'
  const known = Object.hasOwn(codesDePaiement, code) ? codesDePaiement[code] : undefined
  if (known) return known
  if (isRefusedByBank(code)) return 'refuse'
  return (Object.hasOwn(shortMessages, shortMessage) && shortMessages[shortMessage]) || 'inconnu'
}

/** « Approved » by its code, and something else by its message: old answers have free words there, never another state. */
const isDenied = (shortMessage: string): boolean =>
  shortMessage !== 'ACCEPTED' && Object.hasOwn(shortMessages, shortMessage)

/** A suspicion of fraud that people decide in the provider's own back office. */
export const isDoubted = (code: string, shortMessage: string): boolean =>
  code === '04001' || code === '04003' || shortMessage === 'PENDING_RISK'

/** What doRefund and doReset answer. Nothing here is worth repeating blindly. */
export const codesDeRestitution: Readonly<Record<string, Restitution['etat']>> = {
  '00000': 'fait',
  // The same refund (reference, amount, sequence number) was accepted today or yesterday.
  '01913': 'deja_fait',
  '02001': 'deja_fait',
  '02002': 'deja_fait',
  '02601': 'deja_fait',
  // The authorisation has expired: nothing was taken and nothing will be. The publisher's module takes it as done.
  '02602': 'deja_fait',
  '01917': 'trop_tard',
  // This means of payment cannot be cancelled: refund it.
  '02600': 'trop_tard',
  // Not waiting for its remittance: remitted, or taken back. The transaction says which.
  '02603': 'refuse',
  '02604': 'refuse',
  '02301': 'refuse',
  '02305': 'refuse',
}

/** The same for money that goes back; an error, a time-out of the bank or an unknown code may have done it. */
export function etatOfRestitution(code: string, shortMessage: string): Restitution['etat'] {
  if (code === '00000' && isDenied(shortMessage)) return 'inconnu'
  const known = Object.hasOwn(codesDeRestitution, code) ? codesDeRestitution[code] : undefined
  if (known) return known
  const etat = etatOfPaiement(code, shortMessage)
  return etat === 'refuse' || etat === 'annule' ? 'refuse' : 'inconnu'
}
