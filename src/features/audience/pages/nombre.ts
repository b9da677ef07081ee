const french = new Intl.NumberFormat('fr-FR')

/** « 1 250 vues » */
export const compte = (nombre: number, mot: 'vue' | 'visite'): string =>
  `${french.format(nombre)}\u00a0${mot}${nombre >= 2 ? 's' : ''}`

export const nombre = (value: number): string => french.format(value)
