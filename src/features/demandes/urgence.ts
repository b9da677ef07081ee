import { daysBetween } from '../../platform/legal-clock/complement.ts'
import { type Statut, statuts } from './demande.ts'

/** How soon something that the law dates falls due. */
export type Niveau = 'vert' | 'ambre' | 'rouge'

/** What makes a demande urgent; the words are for agents. */
export type Raison =
  | { kind: 'silence'; le: string }
  | { kind: 'silence-acquis'; le: string }
  | { kind: 'complement-echu'; le: string }
  | { kind: 'motifs-dus'; le: string }

/**
 * Days left at which each clock turns amber, then red: the same figures for a query
 * (`decision_implicite_le <= today + SEUILS.silence.rouge`). What is overdue is red, but for a complement that nobody
 * answered: that one only asks to be looked at.
 */
export const SEUILS = {
  silence: { ambre: 15, rouge: 5 },
  motifs: { ambre: 31, rouge: 7 },
} as const

export interface DemandeDatee {
  statut: Statut
  /** YYYY-MM-DD; null while the clock stands. */
  decisionImpliciteLe: string | null
  /** Whether silence has already rejected it: the examination goes on, out of time. */
  impliciteNee: boolean
  /** Deadline of the complement that is open and still waits for something indispensable, YYYY-MM-DD. */
  complementAvant: string | null
  /** When reasons that were asked are owed, YYYY-MM-DD; null when none are. */
  motifsDusLe: string | null
}

export interface Urgence {
  niveau: Niveau
  raisons: readonly Raison[]
}

/** @param today day in Paris, YYYY-MM-DD */
export function urgenceDe(demande: DemandeDatee, today: string): Urgence {
  const found = [
    ...(statuts[demande.statut].final ? [] : [silence(demande, today), complement(demande, today)]),
    motifs(demande, today),
  ].flatMap((one) => (one ? [one] : []))
  const niveau = found.some((one) => one.niveau === 'rouge') ? 'rouge' : found.length > 0 ? 'ambre' : 'vert'
  return { niveau, raisons: found.map(({ raison }) => raison) }
}

interface Trouvee {
  niveau: Exclude<Niveau, 'vert'>
  raison: Raison
}

function silence(demande: DemandeDatee, today: string): Trouvee | undefined {
  const le = demande.decisionImpliciteLe
  if (le === null) return undefined
  if (demande.impliciteNee || le <= today) return { niveau: 'rouge', raison: { kind: 'silence-acquis', le } }
  const niveau = niveauOf(daysBetween(today, le), SEUILS.silence)
  return niveau && { niveau, raison: { kind: 'silence', le } }
}

function complement({ complementAvant: le }: DemandeDatee, today: string): Trouvee | undefined {
  if (le === null || le >= today) return undefined
  return { niveau: 'ambre', raison: { kind: 'complement-echu', le } }
}

function motifs({ motifsDusLe: le }: DemandeDatee, today: string): Trouvee | undefined {
  const niveau = le === null ? undefined : niveauOf(daysBetween(today, le), SEUILS.motifs)
  return le !== null && niveau ? { niveau, raison: { kind: 'motifs-dus', le } } : undefined
}

function niveauOf(left: number, seuils: { ambre: number; rouge: number }): Trouvee['niveau'] | undefined {
  if (left <= seuils.rouge) return 'rouge'
  return left <= seuils.ambre ? 'ambre' : undefined
}
