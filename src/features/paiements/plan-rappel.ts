import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs/jobs.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay, parisMoment } from '../../platform/legal-clock/paris.ts'

/** One reminder that many days before the last day to pay, another the day after it. */
const RAPPEL_JOURS = 5

/** What is to be paid, and what was reminded of it. */
export interface Echeance {
  exigibleLe: Date
  /** YYYY-MM-DD */
  aPayerAvant: string
  rappeleLe: Date | null
  relanceLe: Date | null
}

export type GenreDeRappel = 'rappel' | 'relance'

/**
 * The reminder that comes next, and its day, YYYY-MM-DD; undefined when both were sent. Whoever learnt of the date two
 * days before needs no reminder of it, and one that was missed is not sent once the date has passed.
 */
export function nextRappel(
  { exigibleLe, aPayerAvant, rappeleLe, relanceLe }: Echeance,
  today: string,
): { genre: GenreDeRappel; jour: string } | undefined {
  if (relanceLe) return undefined
  const rappel = addDays(aPayerAvant, -RAPPEL_JOURS)
  const wanted = !rappeleLe && rappel > addDays(parisDay(exigibleLe), 1) && today <= aPayerAvant
  return wanted ? { genre: 'rappel', jour: rappel } : { genre: 'relance', jour: addDays(aPayerAvant, 1) }
}

/** Plans the next reminder for nine in the morning of its day: one job a demande, the next replaces it. */
export async function planRappel(
  tx: Tx,
  demandeId: string,
  echeance: Echeance,
  today: string,
): Promise<void> {
  const next = nextRappel(echeance, today)
  if (next) await planJobOn(tx, demandeId, next.jour)
}

/** The job, on a day YYYY-MM-DD. */
export const planJobOn = (tx: Tx, demandeId: string, jour: string): Promise<void> =>
  addJob(
    tx,
    'paiement:rappelle',
    { id: demandeId },
    { runAt: parisMoment(jour, '09:00'), jobKey: `paiement:rappelle:${demandeId}` },
  )
