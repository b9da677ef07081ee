import { addDays } from '../../platform/legal-clock/add-days.ts'
import { isDay } from '../../platform/legal-clock/is-day.ts'
import { CONSERVATION_MOIS } from './jobs.ts'

export const PERIODES = [
  ['7-jours', '7 jours'],
  ['30-jours', '30 jours'],
  ['12-mois', '12 mois'],
] as const
type Nom = (typeof PERIODES)[number][0]

/** Days of Paris, YYYY-MM-DD, both included. */
export interface Periode {
  du: string
  au: string
  /** The ready-made one; undefined between two dates that somebody chose. */
  nom: Nom | undefined
}

export interface DatesTapees {
  periode: string
  du: string
  au: string
}

export type ErreursDePeriode = Partial<Record<'du' | 'au', string>>

const at = (day: string): Date => new Date(`${day}T00:00:00Z`)
const iso = (date: Date): string => date.toISOString().slice(0, 10)

/** The same day that many months before, or the last of that month. */
export function monthsBefore(day: string, months: number): string {
  const date = at(day)
  const wanted = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(wanted, last))
  return iso(date)
}

/** A ready-made period, up to today. */
export function periodeDe(nom: Nom, today: string): Periode {
  const days = { '7-jours': -6, '30-jours': -29 } as const
  return {
    nom,
    au: today,
    du: nom === '12-mois' ? addDays(monthsBefore(today, 12), 1) : addDays(today, days[nom]),
  }
}

/**
 * Reads which period was asked for: thirty days when none was, and beside what is wrong in dates.
 * @param today the day in Paris
 */
export function readPeriode(
  typed: DatesTapees,
  today: string,
): { periode: Periode; erreurs: ErreursDePeriode } {
  const usual = periodeDe(PERIODES.find(([nom]) => nom === typed.periode)?.[0] ?? '30-jours', today)
  if (typed.du === '' && typed.au === '') return { periode: usual, erreurs: {} }
  const erreurs: ErreursDePeriode = {}
  const first = monthsBefore(today, CONSERVATION_MOIS)
  if (!isDay(typed.du)) erreurs.du = 'Écrivez le premier jour : il manque, ou n’existe pas.'
  else if (typed.du < first) erreurs.du = `Les comptes ne sont gardés que ${CONSERVATION_MOIS} mois.`
  if (!isDay(typed.au)) erreurs.au = 'Écrivez le dernier jour : il manque, ou n’existe pas.'
  else if (typed.au > today) erreurs.au = 'Ce jour n’est pas encore venu.'
  else if (!erreurs.du && typed.au < typed.du) erreurs.au = 'Le dernier jour vient avant le premier.'
  if (erreurs.du || erreurs.au) return { periode: usual, erreurs }
  return { periode: { du: typed.du, au: typed.au, nom: undefined }, erreurs }
}
