import type { Operation } from './contrat.ts'

export const NATURES = [
  'retour_perdu',
  'notifications_doublees',
  'notifications_desordonnees',
  'notifications_perdues',
  'delai_avant',
  'delai_apres',
  'http_avant',
  'http_apres',
  'xml_malforme',
  'html',
  'mauvais_montant',
  'mauvaise_devise',
  'mauvaise_reference',
  'code_inconnu',
  'redirection_ailleurs',
] as const

export type NatureDePanne = (typeof NATURES)[number]

/** A fault on demand: by a probability (0 to 1, with a seed) or for a count of times; neither is always. */
export interface Panne {
  nature: NatureDePanne
  probabilite?: number
  fois?: number
  /** Only for these operations of SOAP; without it, for all that the fault can touch. */
  operations?: readonly Operation[]
  /** Only on this base of the directory. */
  point?: 'principal' | 'secours'
  graine?: number
  /** Of http_avant and http_apres (503). */
  statut?: number
  /** Of code_inconnu (09999). */
  code?: string
}

/** A fault that is on, and how often it struck. */
export interface PanneActive extends Panne {
  survenues: number
}

/** A small generator of numbers from 0 to 1 that a seed makes the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Pannes {
  add(panne: Panne): void
  /** Takes off the faults of a nature, or all of them. */
  clear(nature?: NatureDePanne): void
  list(): readonly PanneActive[]
  /** Whether a fault of this nature strikes here and now; a count goes down when it does. */
  strike(nature: NatureDePanne, where?: { operation?: Operation; point?: string }): Panne | undefined
  /** For what a fault chooses by itself. */
  random(): number
}

/** The faults that are on, and nothing of what they do: each place asks whether it is struck. */
export function createPannes(seed = 1): Pannes {
  let active: { panne: PanneActive; random: () => number }[] = []
  const random = seeded(seed)
  return {
    random,
    add: (panne) => {
      active.push({ panne: { ...panne, survenues: 0 }, random: seeded(panne.graine ?? seed + active.length) })
    },
    clear: (nature) => {
      active = active.filter(({ panne }) => nature !== undefined && panne.nature !== nature)
    },
    list: () => active.map(({ panne }) => panne),
    strike: (nature, where = {}) => {
      const struck = active.find(({ panne, random }) => strikes(panne, random, nature, where))
      if (struck) struck.panne.survenues += 1
      return struck?.panne
    },
  }
}

function strikes(
  panne: PanneActive,
  random: () => number,
  nature: NatureDePanne,
  where: { operation?: Operation; point?: string },
): boolean {
  if (panne.nature !== nature) return false
  if (panne.operations && !(where.operation && panne.operations.includes(where.operation))) return false
  if (panne.point && panne.point !== where.point) return false
  if (panne.fois !== undefined && panne.survenues >= panne.fois) return false
  return panne.probabilite === undefined || random() < panne.probabilite
}
