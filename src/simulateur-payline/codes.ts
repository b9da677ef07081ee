export type Statut =
  | 'ACCEPTED'
  | 'REFUSED'
  | 'CANCELLED'
  | 'ERROR'
  | 'INPROGRESS'
  | 'PENDING_RISK'
  | 'ABORTED'

interface Sens {
  statut: Statut
  message: string
}

/** The result codes that the simulator says by itself: state for `shortMessage`, words for `longMessage`. */
export const CODES = {
  '00000': { statut: 'ACCEPTED', message: 'Transaction approved' },
  '01100': { statut: 'REFUSED', message: 'Do not honour' },
  '01101': { statut: 'REFUSED', message: 'Card expired' },
  '01109': { statut: 'ERROR', message: 'Invalid merchant' },
  '01110': { statut: 'ERROR', message: 'Invalid amount' },
  '01111': { statut: 'REFUSED', message: 'Invalid card number' },
  '01116': { statut: 'REFUSED', message: 'Amount limit' },
  '01121': { statut: 'REFUSED', message: 'Debit limit exceeded' },
  '01208': { statut: 'REFUSED', message: 'Card lost' },
  '01913': { statut: 'REFUSED', message: 'Duplicate transaction' },
  '01917': { statut: 'REFUSED', message: 'Transaction already sent to the acquirer' },
  '02102': { statut: 'ERROR', message: 'Acquirer cannot be reached' },
  '02301': { statut: 'ERROR', message: 'Invalid transaction id' },
  '02304': { statut: 'ABORTED', message: 'Payment session expired without transaction' },
  '02305': { statut: 'ERROR', message: 'Invalid field format' },
  '02306': { statut: 'INPROGRESS', message: 'Payment in progress' },
  '02319': { statut: 'CANCELLED', message: 'Payment cancelled by the buyer' },
  '02324': { statut: 'ABORTED', message: 'Payment session expired without transaction' },
  '02533': { statut: 'INPROGRESS', message: 'Payment in progress' },
  '02534': { statut: 'ABORTED', message: 'Session expired, the buyer never reached the page' },
  '02600': { statut: 'ERROR', message: 'Reset is not supported for this type of transaction' },
  '02601': { statut: 'ERROR', message: 'Transaction already reset' },
  '02603': { statut: 'ERROR', message: 'The status of the transaction is not to be remitted' },
  '02604': { statut: 'ERROR', message: 'Unknown transaction' },
  '03022': { statut: 'CANCELLED', message: '3-D Secure authentication abandoned' },
  '04001': { statut: 'PENDING_RISK', message: 'Fraud suspected' },
  '04003': { statut: 'PENDING_RISK', message: 'Fraud suspected, waiting for a decision' },
} as const satisfies Record<string, Sens>

const IN_ERROR = /^011(09|10|80|81|97|98|99)$/

/** What is said of any code, listed or not; a code that nobody knows comes with a state that nobody knows. */
export function sensOf(code: string): { statut: string; message: string } {
  const known: Record<string, Sens> = CODES
  if (known[code]) return known[code]
  if (IN_ERROR.test(code)) return { statut: 'ERROR', message: `Error ${code}` }
  if (/^01[12]\d\d$/.test(code)) return { statut: 'REFUSED', message: `Refused ${code}` }
  if (/^020(00|05|15|16)$/.test(code))
    return { statut: 'INPROGRESS', message: 'Waiting for the payment method' }
  if (/^0200[89]$/.test(code)) return { statut: 'CANCELLED', message: 'Cancelled by the user' }
  if (/^0210[123]$/.test(code)) return { statut: 'ERROR', message: 'Internal error' }
  return { statut: 'UNEXPECTED', message: `Unheard-of result ${code}` }
}

/** `result` of an answer. */
export function resultOf(code: string, detail?: string) {
  const { statut, message } = sensOf(code)
  return { code, shortMessage: statut, longMessage: detail ? `${message}: ${detail}` : message }
}
