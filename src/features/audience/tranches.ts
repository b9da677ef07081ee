import { dateEnMots } from '../../formulaire/dates.ts'
import { addDays } from '../../platform/legal-clock/add-days.ts'
import type { Periode } from './periode.ts'

export interface Nombres {
  vues: number
  visites: number
}

/** A column of the chart. */
export interface Tranche extends Nombres {
  libelle: string
}

export type Pas = 'jour' | 'semaine' | 'mois'

/** More columns than these cannot be told apart on a phone. */
const MAX_JOURS = 31
const MAX_SEMAINES = 26

const daysOf = ({ du, au }: Periode): number =>
  Math.round((Date.parse(`${au}T00:00:00Z`) - Date.parse(`${du}T00:00:00Z`)) / 86_400_000) + 1

/** How wide the columns of a period are. */
export function pasDe(periode: Periode): Pas {
  const days = daysOf(periode)
  return days <= MAX_JOURS ? 'jour' : days <= MAX_SEMAINES * 7 ? 'semaine' : 'mois'
}

const monday = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

const START = {
  jour: (day: string) => day,
  semaine: monday,
  mois: (day: string) => `${day.slice(0, 7)}-01`,
} as const satisfies Record<Pas, (day: string) => string>

const LIBELLE = {
  jour: dateEnMots,
  semaine: (day: string) => `Semaine du ${dateEnMots(day)}`,
  mois: (day: string) => dateEnMots(day).replace(/^1er /, ''),
} as const satisfies Record<Pas, (day: string) => string>

/** The counts of a period in columns, those without any view too. @param jours the days that have some */
export function tranchesDe(
  periode: Periode,
  jours: ReadonlyMap<string, Nombres>,
): { pas: Pas; tranches: Tranche[] } {
  const pas = pasDe(periode)
  const columns = new Map<string, Nombres>()
  for (let day = periode.du; day <= periode.au; day = addDays(day, 1)) {
    const start = START[pas](day)
    const sum = columns.get(start) ?? { vues: 0, visites: 0 }
    const { vues, visites } = jours.get(day) ?? { vues: 0, visites: 0 }
    columns.set(start, { vues: sum.vues + vues, visites: sum.visites + visites })
  }
  const tranches = [...columns].map(([start, sum]) => ({ libelle: LIBELLE[pas](start), ...sum }))
  return { pas, tranches }
}
