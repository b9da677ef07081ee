import { texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

export const choix: TypeChamp<'choix'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const brut = texteBrut(saisie, champ.id)
    if (brut === '') return VIDE
    return champ.options.some((option) => option.valeur === brut)
      ? valeur(brut)
      : erreur(champ.id, 'Choisissez une des réponses proposées.')
  },
  afficher: (champ, lue) => champ.options.find((option) => option.valeur === lue)?.libelle ?? String(lue),
}
