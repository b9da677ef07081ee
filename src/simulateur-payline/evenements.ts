/** What an ordered payment was asked for. */
export interface Commande {
  reference: string
  montantCents: number
  devise: string
  contrat: string
  dateDeCommande: string
  retour: string
  annulation: string
  notification: string | null
}

/** Everything that changes the book, in the order it happened; the book is nothing but these, told again. */
export type Evenement = { le: number } & (
  | { quoi: 'ouverte'; jeton: string; commande: Commande; expireLe: number }
  | { quoi: 'vue'; jeton: string }
  | { quoi: 'engagee'; jeton: string; code: string; finirLe: number | null; carte: string }
  | {
      quoi: 'finie'
      jeton: string
      code: string
      transactionId: string | null
      carte: string | null
      doublon: boolean
    }
  | { quoi: 'lue'; jeton: string }
  | { quoi: 'notifiee'; jeton: string }
  | { quoi: 'decidee'; transactionId: string; code: string }
  | { quoi: 'remise'; transactionId: string }
  | {
      quoi: 'restituee'
      transactionId: string
      origine: string
      montantCents: number
      sequence: string | null
      commentaire: string | null
    }
  | { quoi: 'annulee'; transactionId: string; origine: string; commentaire: string | null }
)
