/** The last line of a page of news: its instant in the order of the list, then its number for the ties. */
export interface Curseur {
  le: Date
  numero: number
}

/** For an address. The instants of the news come from our clock, to the millisecond. */
export const encodeCurseur = ({ le, numero }: Curseur): string => `${le.getTime()}-${numero}`

/** Reads it back; undefined when it is not one of ours: the list then starts at its beginning. */
export function decodeCurseur(text: unknown): Curseur | undefined {
  const [, le, numero] = /^(\d{1,13})-([1-9]\d{0,8})$/.exec(typeof text === 'string' ? text : '') ?? []
  return le && numero ? { le: new Date(Number(le)), numero: Number(numero) } : undefined
}

export interface PageDeListe<T> {
  lignes: readonly T[]
  /** Where the next, older page begins; absent on the last. */
  suite?: string
}

/** Cuts a page out of what was read, which holds one line more when there are others. */
export function pageDe<T>(
  lues: readonly T[],
  parPage: number,
  curseurDe: (ligne: T) => Curseur,
): PageDeListe<T> {
  const lignes = lues.slice(0, parPage)
  const derniere = lignes.at(-1)
  return lues.length > parPage && derniere
    ? { lignes, suite: encodeCurseur(curseurDe(derniere)) }
    : { lignes }
}
