/** Reads a number as French people type it: spaces between thousands, a comma or a point. */
export function lireNombre(brut: string): number | undefined {
  const net = brut.replace(/[\s\u00A0\u202F€]/gu, '').replace(',', '.')
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(net) ? Number(net) : undefined
}

// Made once: making a formatter costs a hundred times what using it does.
const decimals = [0, 1, 2, 3, 4, 5, 6].map(
  (maximumFractionDigits) =>
    [maximumFractionDigits, new Intl.NumberFormat('fr-FR', { maximumFractionDigits })] as const,
)
const decimal = new Map<number, Intl.NumberFormat>(decimals)
const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })

/** « 1 234,5 » with at most six decimals */
export function nombreEnMots(nombre: number, decimales = 0): string {
  const format = decimal.get(decimales)
  if (!format) throw new Error(`no format of ${decimales} decimals`)
  return format.format(nombre)
}

/** « 12,50 € » from cents. */
export function eurosEnMots(cents: number): string {
  return euros.format(cents / 100)
}

/** The bound that a number breaks, in words; undefined when it breaks none. */
export function horsBornes(
  nombre: number,
  bornes: { min: number | undefined; max: number | undefined },
  enMots: (nombre: number) => string,
): string | undefined {
  if (bornes.min !== undefined && nombre < bornes.min)
    return `Écrivez un nombre d’au moins ${enMots(bornes.min)}.`
  if (bornes.max !== undefined && nombre > bornes.max)
    return `Écrivez un nombre d’au plus ${enMots(bornes.max)}.`
  return undefined
}
