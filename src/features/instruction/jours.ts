import { dateReelle } from '../../formulaire/dates.ts'

/** Reads « 2026-12-24 » (what a date field sends) or « 24/12/2026 »; undefined for anything else, 31 February included. */
export function parseDay(text: string): string | undefined {
  const typed = text.trim()
  const iso = /^(?<annee>\d{4})-(?<mois>\d{2})-(?<jour>\d{2})$/
  const french = /^(?<jour>\d{1,2})[/.](?<mois>\d{1,2})[/.](?<annee>\d{4})$/
  const parts = (iso.exec(typed) ?? french.exec(typed))?.groups
  return parts && dateReelle(Number(parts.annee), Number(parts.mois), Number(parts.jour))
}

const shortDay = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short' })
const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'short' })

/** « 23/11/2026 », the day in Paris. */
export function jourCourt(moment: Date): string {
  return shortDay.format(moment)
}

/** « 23/11/2026 à 14:32 », the hour in Paris. */
export function momentCourt(moment: Date): string {
  return `${jourCourt(moment)} à ${hour.format(moment)}`
}
