import { lireTexte, texteBrut } from '../texte.ts'
import { commeTexte, erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

export const texteLong: TypeChamp<'texte-long'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const lu = lireTexte(texteBrut(saisie, champ.id), { max: champ.max ?? 2_000, lignes: true })
    if ('probleme' in lu) return erreur(champ.id, lu.probleme)
    return lu.texte === '' ? VIDE : valeur(lu.texte)
  },
  afficher: commeTexte,
}
