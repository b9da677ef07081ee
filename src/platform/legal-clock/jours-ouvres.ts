import { Temporal } from 'temporal-polyfill'

/** Public holidays that do not move (Code du travail, L3133-1). */
const FIXES = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'])
/** Easter Monday, Ascension, Whit Monday: days after Easter Sunday. */
const APRES_PAQUES = [1, 39, 50]

/** Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): Temporal.PlainDate {
  const a = year % 19
  const century = Math.floor(year / 100)
  const b = year % 100
  const d = Math.floor(century / 4)
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const h = (19 * a + century - d - correction + 15) % 30
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(b / 4) - h - (b % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 })
}

/** Whether offices work on a day: Monday to Friday, not a public holiday of France (those of Alsace-Moselle are not ours). @param day YYYY-MM-DD */
export function isWorkingDay(day: string): boolean {
  const date = Temporal.PlainDate.from(day)
  if (date.dayOfWeek > 5 || FIXES.has(day.slice(5))) return false
  const sunday = easter(date.year)
  return !APRES_PAQUES.some((days) => sunday.add({ days }).equals(date))
}

/** The first working day after a day, both YYYY-MM-DD. */
export function nextWorkingDay(day: string): string {
  let next = Temporal.PlainDate.from(day).add({ days: 1 })
  while (!isWorkingDay(next.toString())) next = next.add({ days: 1 })
  return next.toString()
}
