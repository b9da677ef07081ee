const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]

/** YYYY-MM-DD of a real day, or undefined (31 February is no day). */
export function dateReelle(annee: number, mois: number, jour: number): string | undefined {
  if (![annee, mois, jour].every(Number.isInteger) || annee < 1000 || annee > 9999) return undefined
  const date = new Date(Date.UTC(annee, mois - 1, jour))
  if (date.getUTCFullYear() !== annee || date.getUTCMonth() !== mois - 1 || date.getUTCDate() !== jour)
    return undefined
  return date.toISOString().slice(0, 10)
}

/** « 3 février 2014 » */
export function dateEnMots(date: string): string {
  const [annee = '', mois = '', jour = ''] = date.split('-')
  return `${Number(jour) === 1 ? '1er' : Number(jour)} ${MOIS[Number(mois) - 1] ?? mois} ${annee}`
}

/** Age in whole years on a given day. */
export function ageLe(naissance: string, jour: string): number {
  const annees = Number(jour.slice(0, 4)) - Number(naissance.slice(0, 4))
  return jour.slice(5) >= naissance.slice(5) ? annees : annees - 1
}
