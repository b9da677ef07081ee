import { addDays } from '../../platform/legal-clock/add-days.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'

/** The last day of a time to pay that begins now, YYYY-MM-DD. */
export const lastDayToPay = (le: Date, jours: number): string => addDays(parisDay(le), jours)
