import { lireTexte, texteBrut } from '../texte.ts'
import { commeTexte, erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

export const texteCourt: TypeChamp<'texte-court'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const lu = lireTexte(texteBrut(saisie, champ.id), { max: champ.max ?? 200 })
    if ('probleme' in lu) return erreur(champ.id, lu.probleme)
    return lu.texte === '' ? VIDE : valeur(lu.texte)
  },
  afficher: commeTexte,
}
