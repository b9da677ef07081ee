import type { Ecriture } from './ecriture.ts'
import type { Total } from './totaux.ts'

/** A day of the accounts as it was closed. */
export interface Cloture {
  id: string
  numero: number
  /** YYYY-MM-DD */
  jour: string
  ecritures: readonly Ecriture[]
  totaux: readonly Total[]
  entreesCents: number
  sortiesCents: number
  closeLe: Date
  /** The agent who closed it. */
  closePar: string
  /** Hexadecimal; null for the first. */
  precedent: string | null
  empreinte: string
}
