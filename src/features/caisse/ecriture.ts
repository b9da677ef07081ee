/** Where money moved. A payment came in; what was given back and a cheque that the bank did not pay went out. */
export type GenreDEcriture = 'paiement' | 'remboursement' | 'impaye'
/** A transfer only goes out: it gives back what a cheque paid. */
export type Moyen = 'carte' | 'cheque' | 'virement'

/** One line of the day book. It is never changed: another one, later, corrects it. */
export interface Ecriture {
  id: string
  genre: GenreDEcriture
  /** The day of the accounts, YYYY-MM-DD. */
  jour: string
  /** UTC with microseconds, `2026-11-23T09:00:00.000000Z`: the very moment, whoever wrote it. */
  le: string
  paiementId: string
  commande: string
  demarche: string
  moyen: Moyen
  /** What came in; negative, what went out. */
  montantCents: number
  /** At the provider; null for a cheque and for a transfer. */
  transactionId: string | null
}

export const genresEnMots = {
  paiement: 'Paiement',
  remboursement: 'Remboursement',
  impaye: 'Chèque impayé',
} as const satisfies Record<GenreDEcriture, string>

export const moyensEnMots = {
  carte: 'Carte',
  cheque: 'Chèque',
  virement: 'Virement',
} as const satisfies Record<Moyen, string>
