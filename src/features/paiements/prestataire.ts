/** What is ordered of the provider: one attempt to pay. Amounts in cents of euro. */
export interface Commande {
  /** Unique, 50 characters at most. */
  reference: string
  montantCents: number
  le: Date
  /** Where the person comes back to, accepted or refused; and where from a payment that was given up. */
  retour: string
  annulation: string
  /** Where the provider tells that something is to be read: a hint, never a proof. */
  notification: string
}

export type Ouverture =
  | { ouvert: true; jeton: string; adresse: string }
  | { ouvert: false; code: string; message: string }

/** What the provider says of an attempt. `inconnu`: words that this version does not know, never an end. */
export type EtatLu =
  | 'accepte'
  | 'refuse'
  | 'annule'
  | 'expire'
  | 'erreur'
  | 'en_cours'
  | 'a_verifier'
  | 'inconnu'

export interface Lecture {
  etat: EtatLu
  code: string
  message: string
  transactionId: string | null
  montantCents: number | null
  /** ISO 4217, three digits: 978 is the euro. */
  devise: string | null
  reference: string | null
  autorisation: string | null
  le: Date | null
  doublon: boolean
  suspect: boolean
}

export interface OrdreDeRestitution {
  transactionId: string
  montantCents: number
  /** Differs for each order on one transaction: two equal refunds of one day would pass for one. */
  sequence: number
  commentaire: string
}

/** `trop_tard`: it was handed to the bank already, and is to be refunded instead of cancelled. */
export interface Restitution {
  etat: 'fait' | 'refuse' | 'deja_fait' | 'trop_tard' | 'inconnu'
  code: string
  message: string
  transactionId: string | null
}

/** Who takes the money for us. Each call is outside any transaction. @throws PrestataireInjoignable */
export interface PaymentProvider {
  start(commande: Commande): Promise<Ouverture>
  read(jeton: string): Promise<Lecture>
  readTransaction(transactionId: string): Promise<Lecture>
  refund(ordre: OrdreDeRestitution): Promise<Restitution>
  cancel(ordre: OrdreDeRestitution): Promise<Restitution>
}

/** No usable answer. */
export class PrestataireInjoignable extends Error {
  /** What was asked may have happened all the same: a time-out after sending, a 5xx, an answer that cannot be read. */
  readonly peutAvoirEuLieu: boolean
  constructor(message: string, peutAvoirEuLieu: boolean, options?: ErrorOptions) {
    super(message, options)
    this.peutAvoirEuLieu = peutAvoirEuLieu
  }
}
