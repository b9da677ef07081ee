const LONG = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', month: 'long', year: 'numeric' })

/** Reads a month, YYYY-MM; undefined for anything else. */
export const readMois = (typed: string): string | undefined =>
  /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(typed) ? typed : undefined

/** The month so many months after (or before) a month. */
export function addMois(mois: string, nombre: number): string {
  const first = new Date(`${mois}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + nombre)
  return first.toISOString().slice(0, 7)
}

/** « novembre 2026 » */
export const moisEnMots = (mois: string): string => LONG.format(new Date(`${mois}-01T00:00:00Z`))
