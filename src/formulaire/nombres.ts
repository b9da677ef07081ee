/** Reads a number as French people type it: spaces between thousands, a comma or a point. */
export function lireNombre(brut: string): number | undefined {
  const net = brut.replace(/[\s\u00A0\u202F€]/gu, '').replace(',', '.')
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(net) ? Number(net) : undefined
}

/** « 1 234,5 » */
export function nombreEnMots(nombre: number, decimales = 0): string {
  return nombre.toLocaleString('fr-FR', { minimumFractionDigits: 0, maximumFractionDigits: decimales })
}

/** « 12,50 € » from cents. */
export function eurosEnMots(cents: number): string {
  return (cents / 100).toLocaleString('fr-FR', { style: 'currency', currency: 'EUR' })
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
