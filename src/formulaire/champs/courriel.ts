import { lireTexte, texteBrut } from '../texte.ts'
import { commeTexte, erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

// The HTML standard's pattern, with a dot required in the domain: what mail servers accept in practice.
const ADRESSE =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i

export const courriel: TypeChamp<'courriel'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const lu = lireTexte(texteBrut(saisie, champ.id), { max: 254 })
    if ('probleme' in lu) return erreur(champ.id, lu.probleme)
    if (lu.texte === '') return VIDE
    return ADRESSE.test(lu.texte)
      ? valeur(lu.texte)
      : erreur(champ.id, 'Écrivez une adresse complète, par exemple : nom@exemple.fr.')
  },
  afficher: commeTexte,
}
