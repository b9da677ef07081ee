import { type TypeChamp, VIDE } from './type-champ.ts'

/** A text to read. */
export const information: TypeChamp<'information'> = {
  repond: false,
  noms: () => [],
  lire: () => VIDE,
  afficher: () => '',
}
