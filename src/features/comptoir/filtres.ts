import { STATUTS, type Statut, statuts } from '../demandes/index.ts'

export const TRIS = ['anciennes', 'echeance', 'recentes'] as const
export type Tri = (typeof TRIS)[number]
const ATTRIBUTIONS = ['toutes', 'moi', 'aucune'] as const
type Attribution = (typeof ATTRIBUTIONS)[number]
/** `proche`: the implicit decision comes within fifteen days; `rouge`: within five, or it is past; `complement`: overdue. */
export const URGENCES = ['toutes', 'proche', 'rouge', 'complement'] as const
export type Urgence = (typeof URGENCES)[number]
/** `ouvertes` are those that still wait for somebody. */
export type FiltreStatut = 'ouvertes' | 'toutes' | Statut

/** What the address of the queue asks for. */
export interface Filtres {
  /** '' for every démarche that the agent was given. */
  demarche: string
  statut: FiltreStatut
  attribution: Attribution
  urgence: Urgence
  /** Only those that seem to be for the same person as another. */
  doublons: boolean
  tri: Tri
  recherche: string
  /** Opaque place where this page starts; '' for the first one. */
  apres: string
}

export const STATUTS_OUVERTS: readonly Statut[] = STATUTS.filter((statut) => !statuts[statut].final)
const RECHERCHE_MAX = 100
const SLUG = /^[a-z0-9-]{1,80}$/

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
    demarche: SLUG.test(text('demarche')) ? text('demarche') : '',
    statut: oneOf(['ouvertes', 'toutes', ...STATUTS] as const, text('statut')),
    attribution: oneOf(ATTRIBUTIONS, text('attribution')),
    urgence: oneOf(URGENCES, text('urgence')),
    doublons: text('doublons') === 'oui',
    tri: oneOf(TRIS, text('tri')),
    recherche: [...text('q').toWellFormed().trim()].slice(0, RECHERCHE_MAX).join(''),
    apres: text('apres'),
  }
}

function oneOf<T extends string>(values: readonly [T, ...T[]], text: string): T {
  return values.find((value) => value === text) ?? values[0]
}

/** The filters as the part of an address after « ? »; what is at its first value is left out, '' when all is. */
export function requeteDe(filtres: Filtres): string {
  const { demarche, statut, attribution, urgence, doublons, tri, recherche, apres } = filtres
  const query = new URLSearchParams()
  if (demarche) query.set('demarche', demarche)
  if (statut !== 'ouvertes') query.set('statut', statut)
  if (attribution !== 'toutes') query.set('attribution', attribution)
  if (urgence !== 'toutes') query.set('urgence', urgence)
  if (doublons) query.set('doublons', 'oui')
  if (tri !== 'anciennes') query.set('tri', tri)
  if (recherche) query.set('q', recherche)
  if (apres) query.set('apres', apres)
  return query.toString()
}

/** What may be kept of filters: the place in the list is of one moment, and a search may be a person's name. */
export const requeteAGarder = (filtres: Filtres): string =>
  requeteDe({ ...filtres, recherche: '', apres: '' })

/** The filters of a text that `requeteDe` made, or that somebody made up. */
export const filtresDe = (requete: string): Filtres =>
  parseFiltres(Object.fromEntries(new URLSearchParams(requete)))

/**
 * The address of the queue with these filters. It always has a query: `/agents` alone is the queue that the agent chose
 * to begin with.
 */
export function adresseDeFile(filtres: Filtres, change: Partial<Filtres> = {}): string {
  return `/agents?${requeteDe({ ...filtres, ...change }) || 'statut=ouvertes'}`
}
