import { isDay } from './is-day.ts'

export type ErreursDePeriode = Partial<Record<'du' | 'au', string>>

/**
 * Reads two days as they were typed, both included, YYYY-MM-DD.
 * @param today day in Paris @param tropLong what to say of two good days that are too far apart
 * @returns what is wrong, nothing when all is well
 */
export function checkPeriode(
  { du, au }: { du: string; au: string },
  today: string,
  tropLong: (du: string, au: string) => string | undefined,
): ErreursDePeriode {
  const erreurs: ErreursDePeriode = {}
  if (!isDay(du)) erreurs.du = 'Écrivez le premier jour\u00a0: il manque, ou n’existe pas.'
  if (!isDay(au)) erreurs.au = 'Écrivez le dernier jour\u00a0: il manque, ou n’existe pas.'
  else if (au > today)
    erreurs.au = 'Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui au plus tard.'
  else if (!erreurs.du && au < du)
    erreurs.au = 'Le dernier jour vient avant le premier\u00a0: inversez les deux dates.'
  const long = erreurs.du || erreurs.au ? undefined : tropLong(du, au)
  if (long !== undefined) erreurs.du = long
  return erreurs
}
