import { horsBornes, lireNombre, nombreEnMots } from '../nombres.ts'
import { texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

export const entier: TypeChamp<'entier'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const brut = texteBrut(saisie, champ.id).trim()
    if (brut === '') return VIDE
    const nombre = lireNombre(brut)
    if (nombre === undefined || !Number.isSafeInteger(nombre))
      return erreur(champ.id, 'Écrivez un nombre entier, en chiffres, par exemple 3.')
    const probleme = horsBornes(nombre, { min: champ.min, max: champ.max }, nombreEnMots)
    return probleme ? erreur(champ.id, probleme) : valeur(nombre)
  },
  afficher: (champ, lue) => `${nombreEnMots(Number(lue))}${champ.unite ? ` ${champ.unite}` : ''}`,
}
