/** The counts of a day or of a month of one démarche. Nobody is named, and nothing here leads to anybody. */
export interface Comptes {
  recues: number
  /** By outcome. */
  decidees: Readonly<Record<string, number>>
  /** Whole days from dépôt to decision → how many decisions. */
  delais: Readonly<Record<string, number>>
  /** Value of the option → how many were asked for. */
  options: Readonly<Record<string, number>>
  /** Commune, as `cleDeCommune` writes it → how many demandes. */
  communes: Readonly<Record<string, number>>
}

export const COMPTES_VIDES: Comptes = { recues: 0, decidees: {}, delais: {}, options: {}, communes: {} }

/** Fewer than these might be recognised: they are only shown together. */
export const PETIT_NOMBRE = 5

/** The sum of several days or months. */
export function sumOf(all: readonly Comptes[]): Comptes {
  return {
    recues: all.reduce((sum, { recues }) => sum + recues, 0),
    decidees: sumOfRecords(all.map(({ decidees }) => decidees)),
    delais: sumOfRecords(all.map(({ delais }) => delais)),
    options: sumOfRecords(all.map(({ options }) => options)),
    communes: sumOfRecords(all.map(({ communes }) => communes)),
  }
}

function sumOfRecords(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const one of all)
    for (const [cle, nombre] of Object.entries(one)) sums.set(cle, (sums.get(cle) ?? 0) + nombre)
  return Object.fromEntries(sums)
}

export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, nombre) => sum + nombre, 0)

/**
 * The days within which this share of the decisions was taken (nearest rank); undefined without a decision.
 * @param share between 0 and 1
 */
export function percentileOf(delais: Comptes['delais'], share: number): number | undefined {
  const sorted = Object.entries(delais)
    .map(([jours, nombre]) => [Number(jours), nombre] as const)
    .sort(([a], [b]) => a - b)
  const rank = Math.ceil(share * totalOf(delais))
  let seen = 0
  for (const [jours, nombre] of sorted) {
    seen += nombre
    if (seen >= rank) return jours
  }
  return undefined
}

export interface Montres {
  /** The most numerous first. */
  lignes: readonly (readonly [cle: string, nombre: number])[]
  /** All that is not shown by itself. */
  autres: number
}

/**
 * What may be shown: the small numbers together. Where the total is known, together they are never a small number
 * themselves, or it would be found by subtraction: the smallest that could be shown joins them.
 * @param max lines shown at most
 */
export function hideSmall(
  counts: Readonly<Record<string, number>>,
  max: number,
  total: 'connu' | 'tu' = 'connu',
): Montres {
  const sorted = Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const shown = sorted.filter(([, nombre]) => nombre >= PETIT_NOMBRE).slice(0, max)
  const all = totalOf(counts)
  const hidden = (): number => all - shown.reduce((sum, [, nombre]) => sum + nombre, 0)
  while (total === 'connu' && hidden() > 0 && hidden() < PETIT_NOMBRE && shown.length > 0) shown.pop()
  return { lignes: shown, autres: hidden() }
}

/** « Saint-Égrève » and « SAINT EGREVE » are one. */
export const cleDeCommune = (nom: string): string =>
  nom
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toUpperCase()
    .slice(0, 60)
