import type { LigneDue } from './compute-du.ts'

/** A line as it is kept. */
export interface LigneGelee extends LigneDue {
  /** What a decision said of it; absent or null before. Refused, it is no more due. */
  accordee?: boolean | null
}

/** The lines of a row of `montant_du`. */
export const readLignes = (json: unknown): readonly LigneGelee[] => json as readonly LigneGelee[]

/** Those that are due, or may still be granted: not the refused ones. Their sum is the amount of the row. */
export const lignesDues = (json: unknown): LigneGelee[] =>
  readLignes(json).filter(({ accordee }) => accordee !== false)
