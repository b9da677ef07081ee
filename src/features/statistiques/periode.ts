import { addDays } from '../../platform/legal-clock/add-days.ts'

export const PERIODES = [
  ['30-jours', '30 derniers jours'],
  ['3-mois', '3 derniers mois'],
  ['12-mois', '12 derniers mois'],
  ['annee', 'Cette année'],
  ['annee-passee', 'L’année passée'],
] as const
export type NomDePeriode = (typeof PERIODES)[number][0]

/** Rows that a period is read from: at most thirty days or twelve months, whatever there is in them. */
export interface Periode {
  nom: NomDePeriode
  pas: 'jour' | 'mois'
  /** First days of the first and of the last of them, YYYY-MM-DD. */
  du: string
  au: string
}

/** @param today day in Paris; a name that is not in the list counts as the last three months */
export function periodeDe(nom: string, today: string): Periode {
  const known = PERIODES.find(([one]) => one === nom)?.[0] ?? '3-mois'
  const month = `${today.slice(0, 7)}-01`
  const year = Number(today.slice(0, 4))
  switch (known) {
    case '30-jours':
      return { nom: known, pas: 'jour', du: addDays(today, -29), au: today }
    case '3-mois':
      return { nom: known, pas: 'mois', du: monthsBefore(month, 2), au: month }
    case '12-mois':
      return { nom: known, pas: 'mois', du: monthsBefore(month, 11), au: month }
    case 'annee':
      return { nom: known, pas: 'mois', du: `${year}-01-01`, au: month }
    case 'annee-passee':
      return { nom: known, pas: 'mois', du: `${year - 1}-01-01`, au: `${year - 1}-12-01` }
  }
}

function monthsBefore(month: string, months: number): string {
  const date = new Date(`${month}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - months)
  return date.toISOString().slice(0, 10)
}
