import type { Commune } from '../definition.ts'
import { lireTexte, texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, VIDE, valeur } from './type-champ.ts'

/** A commune by its postcode and name. */
export const commune: TypeChamp<'commune'> = {
  repond: true,
  noms: (champ) => [`${champ.id}.codePostal`, `${champ.id}.commune`],
  lire: (champ, saisie) => {
    const [nomCode, nomCommune] = [`${champ.id}.codePostal`, `${champ.id}.commune`]
    const code = lireTexte(texteBrut(saisie, nomCode), { max: 12 })
    const nom = lireTexte(texteBrut(saisie, nomCommune), { max: 100 })
    if ('probleme' in code) return erreur(nomCode, code.probleme)
    if ('probleme' in nom) return erreur(nomCommune, nom.probleme)
    if (code.texte === '' && nom.texte === '') return VIDE
    if (!/^\d{5}$/.test(code.texte))
      return erreur(nomCode, 'Écrivez le code postal à cinq chiffres, par exemple 38000.')
    if (nom.texte === '') return erreur(nomCommune, 'Écrivez le nom de la commune.')
    return valeur({ codePostal: code.texte, nom: nom.texte })
  },
  afficher: (_champ, lue) => {
    const c = lue as Commune
    return `${c.nom} (${c.codePostal})`
  },
}
