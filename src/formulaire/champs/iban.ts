import { electronicFormatIBAN, friendlyFormatIBAN, isValidIBAN } from 'ibantools'
import { lireTexte, texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

/** A checked IBAN (ISO 13616), kept without spaces. */
export const iban: TypeChamp<'iban'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const lu = lireTexte(texteBrut(saisie, champ.id), { max: 60 })
    if ('probleme' in lu) return erreur(champ.id, lu.probleme)
    if (lu.texte === '') return VIDE
    const net = electronicFormatIBAN(lu.texte)
    return net && isValidIBAN(net)
      ? valeur(net)
      : erreur(
          champ.id,
          'Cet IBAN n’est pas juste. Recopiez-le depuis votre RIB : il commence par FR et compte 27 caractères en France.',
        )
  },
  afficher: (_champ, lue) => friendlyFormatIBAN(String(lue)) ?? String(lue),
}
