/**
 * The canonical form (docs/adr/0017): each field as its length in bytes, a colon, its UTF-8 bytes and a comma; `-,`
 * for none. No field can be taken for a part of its neighbour.
 */
export function canonique(champs: readonly (string | null)[]): string {
  return champs.map((champ) => (champ === null ? '-,' : `${Buffer.byteLength(champ)}:${champ},`)).join('')
}
