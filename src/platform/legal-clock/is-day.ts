/** Whether what was typed is a day of the calendar, YYYY-MM-DD (31 February is none). */
export function isDay(typed: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(typed)) return false
  const day = new Date(`${typed}T12:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed)
}
