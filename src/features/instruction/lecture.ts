/** What the form of an act says back, field by field; empty when the act is done. */
export type Erreurs = readonly { champ: string; message: string }[]

/** What was typed, read; or what is wrong with it. */
export type Lecture<T> = { ok: true; valeur: T } | { ok: false; erreurs: Erreurs }

/** One thing to mend. */
export function refuse<T>(champ: string, message: string): Lecture<T> {
  return { ok: false, erreurs: [{ champ, message }] }
}
