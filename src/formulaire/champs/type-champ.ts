import type { Champ, SaisieScope, TypeDeChamp, Valeur } from '../definition.ts'

export interface ErreurDeSaisie {
  /** Name of the input to mend. */
  nom: string
  message: string
}

/** What was understood of what was typed. */
export type Lecture =
  | { kind: 'vide' }
  | { kind: 'valeur'; valeur: Valeur }
  | { kind: 'erreur'; erreurs: ErreurDeSaisie[] }

export interface ContexteDeLecture {
  /** Today in Paris, YYYY-MM-DD. */
  aujourdhui: string
}

export type ChampDeType<T extends TypeDeChamp> = Extract<Champ, { type: T }>

/** Everything the engine knows of one kind of field. A kind is one file, registered once in `index.ts`. */
export interface TypeChamp<T extends TypeDeChamp> {
  /** Whether it holds an answer of its own (an information, a document and a computed amount do not). */
  repond: boolean
  /** Names of its inputs on a form. */
  noms(champ: ChampDeType<T>): readonly string[]
  lire(champ: ChampDeType<T>, saisie: SaisieScope, contexte: ContexteDeLecture): Lecture
  /** The answer in words. */
  afficher(champ: ChampDeType<T>, valeur: Valeur): string
}

export const VIDE: Lecture = { kind: 'vide' }
export const valeur = (lue: Valeur): Lecture => ({ kind: 'valeur', valeur: lue })
export const erreur = (nom: string, message: string): Lecture => ({
  kind: 'erreur',
  erreurs: [{ nom, message }],
})

export const unNom = (champ: { id: string }): readonly string[] => [champ.id]
export const commeTexte = (_champ: unknown, lue: Valeur): string => String(lue)
