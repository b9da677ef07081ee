import type { Commande, Evenement } from './evenements.ts'

export interface Session extends Commande {
  jeton: string
  ouverteLe: number
  expireLe: number
  vue: boolean
  /** A card was given and its answer is not there yet. */
  engagement: { code: string; finirLe: number | null; carte: string } | null
  fin: { code: string; le: number; transactionId: string | null } | null
  /** A final result was fetched by getWebPaymentDetails. */
  lue: boolean
  notifiee: boolean
}

export interface Transaction {
  transactionId: string
  nature: 'paiement' | 'restitution' | 'annulation'
  jeton: string
  reference: string
  montantCents: number
  devise: string
  contrat: string
  dateDeCommande: string
  le: number
  code: string
  carte: string | null
  doublon: boolean
  /** Of a refund or a cancellation: the payment it undoes. */
  origine: string | null
  sequence: string | null
  commentaire: string | null
  remiseLe: number | null
  annuleeLe: number | null
}

/** The book: every session and transaction, in memory, rebuilt from its events. */
export class Livre {
  readonly sessions = new Map<string, Session>()
  readonly transactions = new Map<string, Transaction>()
  readonly #byReference = new Map<string, Transaction[]>()

  /** The session or the payment that an event speaks of. */
  #session(jeton: string): Session {
    const session = this.sessions.get(jeton)
    if (!session) throw new Error(`the book has no session ${jeton}`)
    return session
  }

  #transaction(id: string): Transaction {
    const transaction = this.transactions.get(id)
    if (!transaction) throw new Error(`the book has no transaction ${id}`)
    return transaction
  }

  apply(event: Evenement): void {
    switch (event.quoi) {
      case 'ouverte':
        this.sessions.set(event.jeton, newSession(event.jeton, event.commande, event.le, event.expireLe))
        break
      case 'vue':
        this.#session(event.jeton).vue = true
        break
      case 'engagee': {
        const { code, finirLe, carte } = event
        this.#session(event.jeton).engagement = { code, finirLe, carte }
        break
      }
      case 'finie':
        this.#finish(event)
        break
      case 'lue':
        this.#session(event.jeton).lue = true
        break
      case 'notifiee':
        this.#session(event.jeton).notifiee = true
        break
      case 'decidee':
        this.#decide(event)
        break
      case 'remise':
        this.#transaction(event.transactionId).remiseLe = event.le
        break
      case 'restituee':
        this.#undo(event, 'restitution', event.montantCents, event.sequence)
        break
      case 'annulee':
        this.#transaction(event.origine).annuleeLe = event.le
        this.#undo(event, 'annulation', this.#transaction(event.origine).montantCents, null)
        break
    }
  }

  #finish(event: Extract<Evenement, { quoi: 'finie' }>): void {
    const session = this.#session(event.jeton)
    session.fin = { code: event.code, le: event.le, transactionId: event.transactionId }
    if (!event.transactionId) return
    const { jeton, reference, montantCents, devise, contrat, dateDeCommande } = session
    this.#add({
      ...{ transactionId: event.transactionId, nature: 'paiement', jeton, reference, montantCents, devise },
      ...{
        contrat,
        dateDeCommande,
        le: event.le,
        code: event.code,
        carte: event.carte,
        doublon: event.doublon,
      },
      ...{ origine: null, sequence: null, commentaire: null, remiseLe: null, annuleeLe: null },
    })
  }

  #decide(event: Extract<Evenement, { quoi: 'decidee' }>): void {
    const transaction = this.#transaction(event.transactionId)
    transaction.code = event.code
    const session = this.#session(transaction.jeton)
    session.fin = { code: event.code, le: event.le, transactionId: event.transactionId }
    session.notifiee = false
  }

  #undo(
    event: Extract<Evenement, { quoi: 'restituee' | 'annulee' }>,
    nature: 'restitution' | 'annulation',
    montantCents: number,
    sequence: string | null,
  ): void {
    const origin = this.#transaction(event.origine)
    this.#add({
      ...{ ...origin, transactionId: event.transactionId, nature, montantCents, le: event.le, code: '00000' },
      ...{ doublon: false, origine: event.origine, sequence, commentaire: event.commentaire },
      ...{ remiseLe: null, annuleeLe: null },
    })
  }

  #add(transaction: Transaction): void {
    this.transactions.set(transaction.transactionId, transaction)
    this.#byReference.set(transaction.reference, [...this.ofReference(transaction.reference), transaction])
  }

  /** Payments, refunds and cancellations of one order, in their order. */
  ofReference(reference: string): readonly Transaction[] {
    return this.#byReference.get(reference) ?? []
  }

  /** The refunds and the cancellation of a payment; none of them is ever refused once it is in the book. */
  undoneOf(payment: Transaction): Transaction[] {
    return this.ofReference(payment.reference).filter((one) => one.origine === payment.transactionId)
  }
}

function newSession(jeton: string, commande: Commande, ouverteLe: number, expireLe: number): Session {
  const fresh = { vue: false, engagement: null, fin: null, lue: false, notifiee: false }
  return { ...commande, jeton, ouverteLe, expireLe, ...fresh }
}
