import { texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

export const ouiNon: TypeChamp<'oui-non'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const brut = texteBrut(saisie, champ.id)
    if (brut === '') return VIDE
    if (brut !== 'oui' && brut !== 'non') return erreur(champ.id, 'Choisissez oui ou non.')
    return valeur(brut === 'oui')
  },
  afficher: (_champ, lue) => (lue === true ? 'Oui' : 'Non'),
}
