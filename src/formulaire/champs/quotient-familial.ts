import { lireNombre, nombreEnMots } from '../nombres.ts'
import { texteBrut } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

const MAX = 20_000

/** The CAF's or MSA's index, in whole euros; a decimal is dropped as they do. */
export const quotientFamilial: TypeChamp<'quotient-familial'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const brut = texteBrut(saisie, champ.id).trim()
    if (brut === '') return VIDE
    const nombre = lireNombre(brut)
    return nombre === undefined || nombre < 0 || nombre > MAX
      ? erreur(
          champ.id,
          'Écrivez le quotient familial en chiffres, par exemple 742. Il figure sur votre attestation CAF ou MSA.',
        )
      : valeur(Math.floor(nombre))
  },
  afficher: (_champ, lue) => nombreEnMots(Number(lue)),
}
