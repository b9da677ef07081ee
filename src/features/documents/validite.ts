import { Temporal } from 'temporal-polyfill'

interface FaitsDeValidite {
  libelle: string
  /** The last day, YYYY-MM-DD, counted from the day of the document; null for ever; absent when only the document says it. */
  fin?: (jour: string) => string | null
}

/** Months later, on the same day or on the last one of a shorter month. */
const moisApres =
  (months: number) =>
  (jour: string): string =>
    Temporal.PlainDate.from(jour).add({ months }).toString()

/**
 * 31 August. The school year and its holidays are those of the national calendar (code de l'éducation, L521-1): it ends
 * with the summer holidays, which begin in the first days of July. What is dated from July on is for the year to come.
 */
export function endOfSchoolYear(jour: string): string {
  const { year, month } = Temporal.PlainDate.from(jour)
  return `${month >= 7 ? year + 1 : year}-08-31`
}

export const VALIDITES = {
  toujours: { libelle: 'Il n’a pas de date de fin', fin: () => null },
  'annee-scolaire': { libelle: 'Jusqu’à la fin de l’année scolaire, le 31 août', fin: endOfSchoolYear },
  'un-an': { libelle: 'Un an', fin: moisApres(12) },
  'six-mois': { libelle: 'Six mois', fin: moisApres(6) },
  'trois-mois': { libelle: 'Trois mois', fin: moisApres(3) },
  date: { libelle: 'Jusqu’à une date que j’écris' },
} as const satisfies Record<string, FaitsDeValidite>

export type Validite = keyof typeof VALIDITES

export const isValidite = (text: string): text is Validite => Object.hasOwn(VALIDITES, text)

/** The last day of a document that is dated `jour`; for `date`, the one that was written on it. */
export function finDeValidite(validite: Validite, jour: string, ecrite: string | null): string | null {
  const faits: FaitsDeValidite = VALIDITES[validite]
  return faits.fin ? faits.fin(jour) : ecrite
}

/** How long before its end a document is told to be near it. */
export const RAPPEL_JOURS = 30

export type EtatDeValidite = 'valable' | 'bientot' | 'perime'

/** Where a document stands on a day; its last day still counts. */
export function etatDeValidite(fin: string | null, aujourdhui: string): EtatDeValidite {
  if (fin === null) return 'valable'
  if (fin < aujourdhui) return 'perime'
  return fin <= dernierJourARappeler(aujourdhui) ? 'bientot' : 'valable'
}

/** Documents that end up to this day are told to be near their end. */
export const dernierJourARappeler = (aujourdhui: string): string =>
  Temporal.PlainDate.from(aujourdhui).add({ days: RAPPEL_JOURS }).toString()
