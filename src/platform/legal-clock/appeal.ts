import { Temporal } from 'temporal-polyfill'
import { isWorkingDay, nextWorkingDay } from './jours-ouvres.ts'

/**
 * The last day to go to court: so many months after the decision is known (code de justice administrative, R421-1), or
 * after it is born of silence (R421-2). Months of the calendar; neither the first day nor the last counts, and one on
 * which offices are closed moves to the next on which they work.
 * @param day when it was known or born, YYYY-MM-DD @returns YYYY-MM-DD
 */
export function appealLastDay(day: string, months: number): string {
  const last = Temporal.PlainDate.from(day).add({ months }).add({ days: 1 }).toString()
  return isWorkingDay(last) ? last : nextWorkingDay(last)
}

/** The day on which reasons asked for are owed: « dans le mois suivant cette demande » (CRPA L232-4). @param day YYYY-MM-DD */
export const reasonsDueDay = (day: string): string =>
  Temporal.PlainDate.from(day).add({ months: 1 }).toString()
