import { parisDay, startOfParisDay } from '../../platform/legal-clock/paris.ts'
import type { Fermeture } from '../../platform/legal-clock/prolongation.ts'

const JOUR_MS = 86_400_000
export const JOURS = 90

export interface JourDuPortail {
  /** YYYY-MM-DD, in Paris. */
  jour: string
  /** Time that the whole portal was closed on that day. */
  fermeMs: number
}

type Passee = Pick<Fermeture, 'debut' | 'fin' | 'demarche'>

/** The last ninety days, today last, and how long the whole portal was closed on each: no moment counts twice. */
export function quatreVingtDixJours(fermetures: readonly Passee[], now: Date): JourDuPortail[] {
  const portail = merged(fermetures.filter(({ demarche }) => demarche === null))
  const today = parisDay(now)
  return Array.from({ length: JOURS }, (_, i) => {
    const start = startOfParisDay(today, i - JOURS + 1)
    const end = Math.min(startOfParisDay(today, i - JOURS + 2).getTime(), now.getTime())
    const fermeMs = portail.reduce(
      (sum, { debut, fin }) => sum + overlap(debut, fin, start.getTime(), end),
      0,
    )
    return { jour: parisDay(start), fermeMs }
  })
}

/**
 * The part of the time that the portal was open, from 0 to 1.
 * @param depuis when the portal was first seen to answer: nothing is said of before
 */
export function partOuverte(fermetures: readonly Passee[], depuis: Date, now: Date): number {
  const from = Math.max(depuis.getTime(), now.getTime() - JOURS * JOUR_MS)
  const whole = now.getTime() - from
  if (whole <= 0) return 1
  const portail = merged(fermetures.filter(({ demarche }) => demarche === null))
  const closed = portail.reduce((sum, { debut, fin }) => sum + overlap(debut, fin, from, now.getTime()), 0)
  return 1 - closed / whole
}

/** An interruption in the middle of a maintenance is the same closing. */
export function sansDoublon<F extends Passee & { motif: string | null }>(fermetures: readonly F[]): F[] {
  return fermetures.filter(
    (one) =>
      one.motif !== null ||
      !fermetures.some(
        (other) =>
          other.motif !== null && other.demarche === null && other.debut <= one.debut && other.fin >= one.fin,
      ),
  )
}

function merged(fermetures: readonly Passee[]): { debut: Date; fin: Date }[] {
  const rows: { debut: Date; fin: Date }[] = []
  for (const { debut, fin } of [...fermetures].sort((a, b) => a.debut.getTime() - b.debut.getTime())) {
    const last = rows.at(-1)
    if (last && debut <= last.fin) last.fin = new Date(Math.max(last.fin.getTime(), fin.getTime()))
    else rows.push({ debut, fin })
  }
  return rows
}

const overlap = (debut: Date, fin: Date, from: number, to: number): number =>
  Math.max(0, Math.min(fin.getTime(), to) - Math.max(debut.getTime(), from))
