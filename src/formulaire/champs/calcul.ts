import { type TypeChamp, VIDE } from './type-champ.ts'

/** An amount computed by a rule; see `calculs.ts`. */
export const calcul: TypeChamp<'calcul'> = {
  repond: false,
  noms: () => [],
  lire: () => VIDE,
  afficher: () => '',
}
