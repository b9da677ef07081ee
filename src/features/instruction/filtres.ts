import { STATUTS, type Statut, statuts } from '../demandes/index.ts'

export const TRIS = ['anciennes', 'echeance', 'recentes'] as const
export type Tri = (typeof TRIS)[number]
const ATTRIBUTIONS = ['toutes', 'moi', 'aucune'] as const
type Attribution = (typeof ATTRIBUTIONS)[number]
/** `ouvertes` are those that still wait for somebody. */
export type FiltreStatut = 'ouvertes' | 'toutes' | Statut

/** What the address of the queue asks for. */
export interface Filtres {
  /** '' for every démarche that the agent was given. */
  demarche: string
  statut: FiltreStatut
  attribution: Attribution
  /** Only those whose implicit decision is near or past. */
  proche: boolean
  tri: Tri
  recherche: string
  /** Opaque place where this page starts; '' for the first one. */
  apres: string
}

export const STATUTS_OUVERTS: readonly Statut[] = STATUTS.filter((statut) => !statuts[statut].final)
const RECHERCHE_MAX = 100

/** The states that a filter stands for. */
export function statutsOf(filtre: FiltreStatut): readonly Statut[] {
  if (filtre === 'ouvertes') return STATUTS_OUVERTS
  return filtre === 'toutes' ? STATUTS : [filtre]
}

/** Reads the query of the address; a value that is not in its list counts as absent. */
export function parseFiltres(query: unknown): Filtres {
  const text = (name: string): string => {
    const value = (query as Readonly<Record<string, unknown>> | null | undefined)?.[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    demarche: text('demarche'),
    statut: oneOf(['ouvertes', 'toutes', ...STATUTS] as const, text('statut')),
    attribution: oneOf(ATTRIBUTIONS, text('attribution')),
    proche: text('proche') === 'oui',
    tri: oneOf(TRIS, text('tri')),
    recherche: [...text('q').toWellFormed().trim()].slice(0, RECHERCHE_MAX).join(''),
    apres: text('apres'),
  }
}

function oneOf<T extends string>(values: readonly [T, ...T[]], text: string): T {
  return values.find((value) => value === text) ?? values[0]
}

/** The address of the queue with these filters; what is at its first value is left out. */
export function adresseDeFile(filtres: Filtres, change: Partial<Filtres> = {}): string {
  const { demarche, statut, attribution, proche, tri, recherche, apres } = { ...filtres, ...change }
  const query = new URLSearchParams()
  if (demarche) query.set('demarche', demarche)
  if (statut !== 'ouvertes') query.set('statut', statut)
  if (attribution !== 'toutes') query.set('attribution', attribution)
  if (proche) query.set('proche', 'oui')
  if (tri !== 'anciennes') query.set('tri', tri)
  if (recherche) query.set('q', recherche)
  if (apres) query.set('apres', apres)
  const text = query.toString()
  return text ? `/agents?${text}` : '/agents'
}
