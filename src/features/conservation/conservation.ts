import { Temporal } from 'temporal-polyfill'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'

/** Days between the moment that the person is told and the last day that a demande is kept. */
const PREAVIS_JOURS = 30

/** The last day of so many years after a moment, in Paris, YYYY-MM-DD. */
export const lastDayKept = (finie: Date, annees: number): string =>
  Temporal.PlainDate.from(parisDay(finie)).add({ years: annees }).toString()

/** The last day once it is announced: its own, and never less than thirty days after the person is told. */
export function echeanceAnnoncee(finie: Date, annees: number, now: Date): string {
  const days = [lastDayKept(finie, annees), addDays(parisDay(now), PREAVIS_JOURS)].sort()
  return days[1] as string
}

/** What ended before this day is due to be announced now. @returns YYYY-MM-DD, the last such day */
export const toAnnounceUpTo = (annees: number, now: Date): string =>
  Temporal.PlainDate.from(addDays(parisDay(now), PREAVIS_JOURS))
    .subtract({ years: annees })
    .toString()
