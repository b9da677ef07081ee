import { horsBornes, lireNombre, nombreEnMots } from '../nombres.ts'
import { texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

export const decimal: TypeChamp<'decimal'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const brut = texteBrut(saisie, champ.id).trim()
    if (brut === '') return VIDE
    const nombre = lireNombre(brut)
    if (nombre === undefined) return erreur(champ.id, 'Écrivez un nombre en chiffres, par exemple 12,5.')
    const decimales = champ.decimales ?? 2
    const probleme = horsBornes(nombre, { min: champ.min, max: champ.max }, (n) => nombreEnMots(n, decimales))
    if (probleme) return erreur(champ.id, probleme)
    return Number(nombre.toFixed(decimales)) === nombre
      ? valeur(nombre)
      : erreur(champ.id, `Écrivez ${decimales} chiffres au plus après la virgule.`)
  },
  afficher: (champ, lue) =>
    `${nombreEnMots(Number(lue), champ.decimales ?? 2)}${champ.unite ? ` ${champ.unite}` : ''}`,
}
