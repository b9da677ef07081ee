import type { Ecriture, Moyen } from './ecriture.ts'

/** What came in and went out of one démarche by one means. */
export interface Total {
  demarche: string
  moyen: Moyen
  nombre: number
  entreesCents: number
  /** Positive. */
  sortiesCents: number
}

type Sommes = Pick<Total, 'nombre' | 'entreesCents' | 'sortiesCents'>

/** The totals of these entries, one for each démarche and means, in the order of their names. */
export function totauxDe(
  ecritures: readonly Pick<Ecriture, 'demarche' | 'moyen' | 'montantCents'>[],
): Total[] {
  const totaux = new Map<string, Total>()
  for (const { demarche, moyen, montantCents } of ecritures) {
    const cle = `${demarche} ${moyen}`
    const total = totaux.get(cle) ?? { demarche, moyen, nombre: 0, entreesCents: 0, sortiesCents: 0 }
    total.nombre += 1
    if (montantCents > 0) total.entreesCents += montantCents
    else total.sortiesCents -= montantCents
    totaux.set(cle, total)
  }
  return [...totaux.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total)
}

/** The sum of these totals. */
export const sommeDe = (totaux: readonly Sommes[]): Sommes =>
  totaux.reduce(
    (sum, { nombre, entreesCents, sortiesCents }) => ({
      nombre: sum.nombre + nombre,
      entreesCents: sum.entreesCents + entreesCents,
      sortiesCents: sum.sortiesCents + sortiesCents,
    }),
    { nombre: 0, entreesCents: 0, sortiesCents: 0 },
  )

export const netDe = ({
  entreesCents,
  sortiesCents,
}: Pick<Sommes, 'entreesCents' | 'sortiesCents'>): number => entreesCents - sortiesCents
