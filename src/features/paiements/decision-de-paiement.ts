import type { StatutDePaiement } from './paiement.ts'
import type { Lecture } from './prestataire.ts'

/** What a human may decide of a payment that waits for one. */
export const DECISIONS_DE_PAIEMENT = ['garder', 'a_rendre', 'rien_pris'] as const
export type DecisionDePaiement = (typeof DECISIONS_DE_PAIEMENT)[number]

const EURO = '978'
/** The bound that the base holds: `paiement_borne`. */
const MONTANT_MAX_CENTS = 1_000_000
/** Being paid, or read again every half hour: after a day nobody expects an answer by itself. */
const SANS_REPONSE_MS = 86_400_000

/** Whether an attempt waits for a human: told so, or without an answer since a day. */
export const attendUnHumain = (
  { statut, creeLe }: { statut: StatutDePaiement; creeLe: Date },
  now: Date,
): boolean =>
  statut === 'a_verifier' || (statut === 'en_cours' && creeLe.getTime() < now.getTime() - SANS_REPONSE_MS)

/** Why nothing can be decided from a reading, or what can. */
export type Choix =
  | { ouvertes: readonly DecisionDePaiement[] }
  /** A doubt of fraud is decided by people at the provider's. */
  | { ferme: 'doute' }
  /** Money moved, and not as euros that can be counted: the provider is called. */
  | { ferme: 'illisible' }

/**
 * What a reading leaves to decide. Money that the provider shows as taken is kept or given back, to the cent; « nothing was
 * taken » only where it shows neither an acceptance nor an authorisation.
 */
export function choixDe(
  lu: Pick<Lecture, 'etat' | 'suspect' | 'autorisation' | 'transactionId' | 'montantCents' | 'devise'>,
): Choix {
  if (lu.suspect && lu.etat !== 'accepte') return { ferme: 'doute' }
  if (lu.etat !== 'accepte' && lu.autorisation === null) return { ouvertes: ['rien_pris'] }
  const { montantCents, devise, transactionId } = lu
  const counts =
    transactionId !== null &&
    devise === EURO &&
    montantCents !== null &&
    montantCents > 0 &&
    montantCents <= MONTANT_MAX_CENTS
  return counts ? { ouvertes: ['garder', 'a_rendre'] } : { ferme: 'illisible' }
}
