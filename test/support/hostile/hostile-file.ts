/**
 * How a file may end: refused while it is sent; destroyed as a virus; put aside because it cannot be opened; kept as
 * images only, the file itself closed to agents; or open to agents, with nothing left of what it carried.
 */
export type Sort = 'refusee' | 'infectee' | 'ecartee' | 'images-seulement' | 'inoffensive'

export interface HostileFile {
  quoi: string
  /** The name that it is sent under. */
  nom: string
  contenu: Buffer
  /** One of these, and nothing else. */
  sorts: readonly Sort[]
  /** What it carries: not one byte of that may be handed to an agent. */
  poison?: Buffer
}

export const hostile = (
  quoi: string,
  nom: string,
  contenu: Buffer,
  sorts: Sort | readonly Sort[],
  poison?: Buffer,
): HostileFile => ({
  quoi,
  nom,
  contenu,
  sorts: typeof sorts === 'string' ? [sorts] : sorts,
  ...(poison ? { poison } : {}),
})
