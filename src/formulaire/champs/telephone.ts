import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { lireTexte, texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

/** French by default, any country with its prefix; kept as E.164. */
export const telephone: TypeChamp<'telephone'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const lu = lireTexte(texteBrut(saisie, champ.id), { max: 40 })
    if ('probleme' in lu) return erreur(champ.id, lu.probleme)
    if (lu.texte === '') return VIDE
    const numero = parsePhoneNumberFromString(lu.texte, 'FR')
    return numero?.isValid()
      ? valeur(numero.number)
      : erreur(
          champ.id,
          'Écrivez un numéro complet, par exemple 06 12 34 56 78, ou avec l’indicatif du pays : +41 22 123 45 67.',
        )
  },
  afficher: (_champ, lue) => {
    const numero = parsePhoneNumberFromString(String(lue))
    if (!numero) return String(lue)
    return numero.country === 'FR' ? numero.formatNational() : numero.formatInternational()
  },
}
