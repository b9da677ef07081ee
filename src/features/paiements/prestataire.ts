/** What is to be paid, once: a new attempt has a new reference (the provider's duplicate check compares it). */
export interface Commande {
  /** Unique per attempt, 50 characters at most, no backslash. */
  reference: string
  montantCents: number
  le: Date
  /** Where the browser comes back, paid or not. No personal data in it. */
  retour: string
  /** Where the browser comes back when its person gives up before the card. */
  annulation: string
  /** What the provider calls by itself. A hint only: it is not signed. */
  notification: string
}

/** The session of payment: `adresse` was checked, it may be followed as it is. */
export type Ouverture =
  | { ouvert: true; jeton: string; adresse: string }
  | { ouvert: false; code: string; message: string }

/**
 * What the provider says of a payment. `en_cours`, `a_verifier` (a human decides) and `inconnu` are not final: ask again.
 */
export type EtatLu =
  | 'accepte'
  | 'refuse'
  | 'annule'
  | 'expire'
  | 'erreur'
  | 'en_cours'
  | 'a_verifier'
  | 'inconnu'

/** An answer about a payment. Amount, currency and reference are what was answered: compare them with what was ordered. */
export interface Lecture {
  etat: EtatLu
  /** The provider's own code and words, for agents and operators. */
  code: string
  message: string
  transactionId: string | null
  /** What was authorised in all, split payments added up. Null when not told, or when the answer contradicts itself. */
  montantCents: number | null
  /** ISO 4217, in figures: 978 is the euro. */
  devise: string | null
  reference: string | null
  autorisation: string | null
  le: Date | null
  /** The provider saw the same payment twice. */
  doublon: boolean
  /** The provider suspects a fraud. */
  suspect: boolean
  /** Of a transaction: the money given back of it. Absent when that was not told. */
  restitutions?: readonly RestitutionLue[]
}

/** Money given back of a payment, as a reading shows it. */
export interface RestitutionLue {
  transactionId: string
  /** Null when the amount is none. */
  montantCents: number | null
  /** Whether it was carried out: another state, or a kind that is not known, is no proof. */
  faite: boolean
  /** The provider's words for kind and state, for agents and operators. */
  message: string
}

/** Money to give back, wholly or in part. */
export interface OrdreDeRestitution {
  transactionId: string
  montantCents: number
  /** Distinct for each refund of one transaction: two of the same amount on one day look like one otherwise. */
  sequence: number
  commentaire: string
}

/**
 * `fait` and `deja_fait`: the money goes back. `refuse`: nothing was done, and asking the same again would not help.
 * `trop_tard`: only of `cancel`, the payment can no longer be cancelled, refund it instead. `inconnu`: it may have been done;
 * read the transaction before asking again.
 */
export type Restitution = {
  etat: 'fait' | 'refuse' | 'deja_fait' | 'trop_tard' | 'inconnu'
  code: string
  message: string
  /** Of the refund itself, which is a transaction of its own. */
  transactionId: string | null
}

/** Who takes the money. Each function throws PrestataireInjoignable when there is no usable answer. */
export interface PaymentProvider {
  /** Opens a session of payment; no money moves. */
  start(commande: Commande): Promise<Ouverture>
  /** What became of a session. */
  read(jeton: string): Promise<Lecture>
  /** What became of a transaction: a payment or a refund. */
  readTransaction(transactionId: string): Promise<Lecture>
  /** Gives money back after the remittance to the bank. Never repeated by itself. */
  refund(ordre: OrdreDeRestitution): Promise<Restitution>
  /** Takes a payment back before the remittance to the bank. Never repeated by itself. */
  cancel(ordre: OrdreDeRestitution): Promise<Restitution>
}

/** No usable answer. */
export class PrestataireInjoignable extends Error {
  override readonly name = 'PrestataireInjoignable'
  /**
   * Whether what was asked may have happened all the same (a time-out after sending, a 5xx, an answer that cannot be read).
   * Always false of readings.
   */
  readonly peutAvoirEuLieu: boolean

  constructor(message: string, peutAvoirEuLieu: boolean) {
    super(message)
    this.peutAvoirEuLieu = peutAvoirEuLieu
  }
}
