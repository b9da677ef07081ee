import { Temporal } from 'temporal-polyfill'

const PARIS = 'Europe/Paris'
const day = new Intl.DateTimeFormat('en-CA', { timeZone: PARIS, dateStyle: 'short' })
const long = new Intl.DateTimeFormat('fr-FR', {
  timeZone: PARIS,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const time = new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, hour: '2-digit', minute: '2-digit' })

/** The day it is in Paris, YYYY-MM-DD: the law counts in days of the place, whatever the server's zone. */
export const parisDay = (moment: Date): string => day.format(moment)

/** « 14 h 32 », which no line cuts. */
export const parisTime = (moment: Date): string => time.format(moment).replace(':', '\u00a0h\u00a0')

/** « lundi 23 novembre 2026 », « dimanche 1er février 2026 » */
export const longDate = (moment: Date): string => long.format(moment).replace(/\b1 (?=\p{L})/u, '1er ')

/** The same for a day, YYYY-MM-DD. */
export const longDay = (date: string): string => longDate(new Date(`${date}T12:00:00Z`))

/** « lundi 23 novembre 2026 à 14 h 32 » */
export const longMoment = (moment: Date): string => `${longDate(moment)} à ${parisTime(moment)}`

/** Midnight in Paris at the start of a day, YYYY-MM-DD, or of a day so many later. */
export const startOfParisDay = (day: string, daysLater = 0): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(PARIS).epochMilliseconds)

/**
 * A day and an hour of Paris as a moment. In the hour that spring skips, the hour after; of the two that autumn has, the first.
 * @param day YYYY-MM-DD @param hour HH:MM; both must exist in the calendar
 */
export const parisMoment = (day: string, hour: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${day}T${hour}`).toZonedDateTime(PARIS).epochMilliseconds)

/** The hour it is in Paris, HH:MM, as forms want it. */
export const parisHour = (moment: Date): string => time.format(moment)
