import { type TypeChamp, VIDE } from './type-champ.ts'

/** A document: what arrived is known apart, by its path. */
export const piece: TypeChamp<'piece'> = {
  repond: false,
  noms: () => [],
  lire: () => VIDE,
  afficher: () => '',
}
